import { View } from '@tarojs/components'
import { Keypad } from './keypad'
import './password-pad.scss'

interface PasswordPadProps {
  /** Number of typed digits, which are never shown. */
  readonly count: number
  readonly length: number
  readonly onKey: (key: string) => void
}

/** 支付密码: as many places as it has digits, and a keypad that no keyboard app reads. */
export function PasswordPad({ count, length, onKey }: PasswordPadProps) {
  return (
    <View>
      <View
        className='password-pad'
        role='status'
        aria-label={`已输入 ${count} 位，共 ${length} 位`}
      >
        {Array.from({ length }, (_, place) => (
          <View
            key={place}
            className={
              place < count
                ? 'password-pad__place password-pad__place--typed'
                : 'password-pad__place'
            }
          />
        ))}
      </View>
      <Keypad withoutPoint onKey={onKey} />
    </View>
  )
}
