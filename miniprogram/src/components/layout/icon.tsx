import { View } from '@tarojs/components'
import './icon.scss'

export type IconName =
  'scan' | 'go' | 'next' | 'offline' | 'swap' | 'drop' | 'star' | 'phone' | 'ask'

interface IconProps {
  readonly name: IconName
}

/** A small icon beside text; it never replaces the text. */
export function Icon({ name }: IconProps) {
  return <View className={`icon icon--${name}`} />
}
