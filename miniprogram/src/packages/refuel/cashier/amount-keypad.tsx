import { formatLitres } from '@palm/shared/kernel/volume'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Keypad } from '../../../components/input/keypad'
import { TypedMoney } from '../../../components/input/typed-money'
import { LargeVolume } from './amount-card'
import type { CashierStore } from './cashier-store'

/** The keypad with the figure that it changes, above the button on every height of screen. */
export const AmountKeypad = observer(function AmountKeypad({ cashier }: { cashier: CashierStore }) {
  const { amountText, isLargeVolume, typing, volume } = cashier
  if (!typing) return null
  return (
    <View className='amount-keypad' id='amount-keypad'>
      <View className='amount-keypad__head'>
        <TypedMoney text={amountText} typing id='typed' />
        <View className='amount-keypad__volume'>
          {volume === null ? '' : `约 ${formatLitres(volume)}`}
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
      {isLargeVolume && <LargeVolume />}
      <Keypad onKey={cashier.typeAmount} />
    </View>
  )
})
