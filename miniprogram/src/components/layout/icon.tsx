import { View } from '@tarojs/components'
import './icon.scss'

export const ICON_NAMES = [
  'scan',
  'go',
  'next',
  'offline',
  'swap',
  'drop',
  'star',
  'starred',
  'phone',
  'ask',
  'share',
  'invoice',
] as const
export type IconName = (typeof ICON_NAMES)[number]

interface IconProps {
  readonly name: IconName
  /** @default 'usual' */
  readonly size?: 'usual' | 'large'
}

/** A small icon beside text; it never replaces the text. */
export function Icon({ name, size = 'usual' }: IconProps) {
  return <View className={`icon icon--${name} icon--${size}`} />
}
