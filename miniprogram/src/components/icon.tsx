import { View } from '@tarojs/components'
import './icon.scss'

interface IconProps {
  readonly name: 'scan' | 'go' | 'next' | 'offline'
}

/** A small picture beside words; it never stands for them. */
export function Icon({ name }: IconProps) {
  return <View className={`icon icon--${name}`} />
}
