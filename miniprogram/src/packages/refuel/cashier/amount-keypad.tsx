import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Keypad } from '../../../components/input/keypad'
import { TypedMoney } from '../../../components/input/typed-money'
import { AmountHint } from './amount-card'
import type { CashierStore } from './cashier-store'

/** The keypad with the figure that it changes, above the button on every height of screen. */
export const AmountKeypad = observer(function AmountKeypad({ cashier }: { cashier: CashierStore }) {
  const { amountText, typing } = cashier
  if (!typing) return null
  return (
    <View className='amount-keypad' id='amount-keypad'>
      <View className='amount-keypad__head'>
        <TypedMoney text={amountText} typing id='typed' />
        <View className='amount-keypad__volume'>
          <AmountHint cashier={cashier} />
        </View>
        <View
          className='amount-keypad__close'
          id='close-keypad'
          role='button'
          onClick={() => cashier.setTyping(false)}
        >
          收起
        </View>
      </View>
      <Keypad onKey={cashier.typeAmount} />
    </View>
  )
})
