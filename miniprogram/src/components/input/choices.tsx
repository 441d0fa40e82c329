import { View } from '@tarojs/components'
import './choices.scss'

interface Choice<Value extends string> {
  readonly value: Value
  readonly label: string
}

interface ChoicesProps<Value extends string> {
  readonly choices: readonly Choice<Value>[]
  readonly chosen: Value | null
  readonly onChoose: (value: Value) => void
  /** Ids are `<name>-<value>`. */
  readonly name: string
}

/** A choice among a few visible options. */
export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const { choices, chosen, name, onChoose } = props
  return (
    <View className='choices' role='radiogroup'>
      {choices.map(({ label, value }) => (
        <View
          key={value}
          id={`${name}-${value}`}
          className={value === chosen ? 'choices__one choices__one--chosen' : 'choices__one'}
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
