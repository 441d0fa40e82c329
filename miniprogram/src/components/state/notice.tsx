import { Text, View } from '@tarojs/components'
import './notice.scss'
import type { Words } from '@palm/client/words/refusals/refusal-words'

interface NoticeProps {
  readonly words: Words
  /** `danger` for loss and refusal, `attention` for something to check, else calm. */
  readonly tone?: 'calm' | 'attention' | 'danger'
  readonly id?: string
}

/** A message beside its subject: what happened, and what to do. */
export function Notice({ words, tone = 'calm', id = '' }: NoticeProps) {
  return (
    <View
      className={`notice notice--${tone}`}
      id={id}
      role={tone === 'danger' ? 'alert' : 'status'}
    >
      <Text className='notice__what'>{words.what}</Text>
      <Text className='notice__next'>{words.next}</Text>
    </View>
  )
}
