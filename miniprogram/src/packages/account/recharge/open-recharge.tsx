import { formatYuan } from '@palm/shared/kernel/fen'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { ActionButton } from '../../../components/input/action-button'
import { Money } from '../../../components/figure/money'
import type { RechargeStore } from './recharge-store'
import { timeOfDay } from '@palm/client/words/times'

/** An unpaid recharge: pay it, or cancel it for another amount. */
export const OpenRecharge = observer(function OpenRecharge({ store }: { store: RechargeStore }) {
  const { isPaying, recharge } = store
  if (!recharge) return null
  const { amountFen, giftFen, payByMs } = recharge
  return (
    <View className='card'>
      <View className='recharge__label'>等您付款的充值</View>
      <Money amount={amountFen} size='hero' id='amount' />
      <View className='brings'>
        {giftFen > 0 && <View className='brings__gift'>送 {formatYuan(giftFen)}</View>}
        {payByMs !== null && (
          <View className='brings__next'>请在 {timeOfDay(payByMs)} 前付好，过了就作废。</View>
        )}
      </View>
      <ActionButton
        id='give-up'
        kind='plain'
        label='不充了'
        disabled={isPaying}
        onTap={() => void store.giveUp()}
      />
    </View>
  )
})
