import { View } from '@tarojs/components'
import './icon.scss'

export type IconName =
  | 'scan'
  | 'go'
  | 'next'
  | 'offline'
  | 'swap'
  | 'drop'
  | 'star'
  | 'starred'
  | 'phone'
  | 'ask'
  | 'share'
  | 'invoice'

interface IconProps {
  readonly name: IconName
  /** @default 'usual' */
  readonly size?: 'usual' | 'large'
}

/** A small icon beside text; it never replaces the text. */
export function Icon({ name, size = 'usual' }: IconProps) {
  return <View className={`icon icon--${name} icon--${size}`} />
}
