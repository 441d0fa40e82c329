import { View } from '@tarojs/components'
import './tag.scss'

interface TagProps {
  readonly text: string
  readonly tone?: 'brand' | 'attention' | 'saving' | 'quiet'
}

export function Tag({ text, tone = 'brand' }: TagProps) {
  return <View className={`tag tag--${tone}`}>{text}</View>
}
