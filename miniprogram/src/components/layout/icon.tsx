import { View } from '@tarojs/components'
import './icon.scss'

interface IconProps {
  readonly name: 'scan' | 'go' | 'next' | 'offline'
}

/** A small icon beside text; it never replaces the text. */
export function Icon({ name }: IconProps) {
  return <View className={`icon icon--${name}`} />
}
