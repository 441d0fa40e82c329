import { View } from '@tarojs/components'
import { ActionButton } from '../input/action-button'
import './blank.scss'
import type { Words } from '@palm/client/words/refusals/refusal-words'

interface FailureProps {
  readonly words: Words
  readonly onRetry: () => void
}

/** A screen, or a part of one, that could not be loaded. */
export function Failure({ onRetry, words }: FailureProps) {
  return (
    <View className='blank' role='alert'>
      <View className='blank__title'>{words.what}</View>
      <View className='blank__hint'>{words.next}</View>
      <View className='blank__action'>
        <ActionButton id='retry' kind='small' label='再试一次' onTap={onRetry} />
      </View>
    </View>
  )
}
