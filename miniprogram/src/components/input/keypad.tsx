import { View } from '@tarojs/components'
import './keypad.scss'

const ROWS = [
  ['1', '2', '3'],
  ['4', '5', '6'],
  ['7', '8', '9'],
  ['.', '0', 'back'],
] as const

type Key = (typeof ROWS)[number][number]

interface KeypadProps {
  readonly onKey: (key: Key) => void
  /** Digits only: the place of the decimal point stays empty. */
  readonly withoutPoint?: boolean
}

/**
 * A keypad that is part of the page, large enough for gloves. The system's keyboard would cover the
 * amount.
 */
export function Keypad({ onKey, withoutPoint = false }: KeypadProps) {
  return (
    <View className='keypad'>
      {ROWS.flat().map((key) =>
        key === '.' && withoutPoint ? (
          <View key={key} className='keypad__key keypad__key--none' />
        ) : (
          <View
            key={key}
            id={`key-${NAMES[key] ?? key}`}
            className={key === 'back' ? 'keypad__key keypad__key--word' : 'keypad__key'}
            hoverClass='keypad__key--pressed'
            hoverStayTime={60}
            role='button'
            onClick={() => onKey(key)}
          >
            {key === 'back' ? '删除' : key}
          </View>
        ),
      )}
    </View>
  )
}

/** A point is not allowed in element ids. */
const NAMES: Readonly<Partial<Record<Key, string>>> = { '.': 'point' }
