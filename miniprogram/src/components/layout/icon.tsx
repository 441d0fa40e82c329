import { View } from '@tarojs/components'
import './icon.scss'

interface IconProps {
  readonly name: 'scan' | 'go' | 'next' | 'offline' | 'phone' | 'star' | 'starred'
  /** @default 'usual' */
  readonly size?: 'usual' | 'large'
}

/** A small icon beside text; it never replaces the text. */
export function Icon({ name, size = 'usual' }: IconProps) {
  return <View className={`icon icon--${name} icon--${size}`} />
}
