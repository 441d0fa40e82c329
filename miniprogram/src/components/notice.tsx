import { Text, View } from '@tarojs/components'
import type { Words } from '../words/refusals'
import './notice.scss'

interface NoticeProps {
  readonly words: Words
  /** `danger` for loss and refusal, `attention` for what should be looked at, else calm. */
  readonly tone?: 'calm' | 'attention' | 'danger'
  readonly id?: string
}

/** What happened, and what to do about it, beside the thing that it is about. */
export function Notice({ words, tone = 'calm', id = '' }: NoticeProps) {
  return (
    <View className={`notice notice--${tone}`} id={id} role='alert'>
      <Text className='notice__what'>{words.what}</Text>
      <Text className='notice__next'>{words.next}</Text>
    </View>
  )
}
