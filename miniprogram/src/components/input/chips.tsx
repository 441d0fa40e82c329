import { View } from '@tarojs/components'
import './chips.scss'

export interface Chip<Value extends string> {
  readonly value: Value
  readonly label: string
}

interface ChipsProps<Value extends string> {
  /** Prefix of the chips' ids. */
  readonly name: string
  readonly chips: readonly Chip<Value>[]
  readonly chosen: Value | null
  readonly onChoose: (value: Value) => void
  /** `quiet` for the second row of a screen. @default 'strong' */
  readonly kind?: 'strong' | 'quiet'
}

/** One of several, in a row that scrolls horizontally. */
export function Chips<Value extends string>(props: ChipsProps<Value>) {
  const { chips, chosen, kind = 'strong', name, onChoose } = props
  return (
    <View className={`chips chips--${kind}`} role='radiogroup'>
      {chips.map(({ label, value }) => (
        <View
          key={value}
          id={`${name}-${value}`}
          className={value === chosen ? 'chips__chip chips__chip--chosen' : 'chips__chip'}
          role='radio'
          aria-checked={value === chosen}
          onClick={() => onChoose(value)}
        >
          {label}
        </View>
      ))}
    </View>
  )
}
