import { formatYuan } from '@palm/shared/kernel/fen'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { ActionButton } from '../../../components/action-button'
import { BottomBar } from '../../../components/bottom-bar'
import { useStores } from '../../../stores/app-stores'
import type { CashierStore } from '../../../stores/cashier-store'
import { WALLET_WORDS } from '../../../words/order-status'
import { PaymentNotice } from '../payment-notice'

/** One button; the figure on it is the figure that is charged. */
export const PayBar = observer(function PayBar({ cashier }: { cashier: CashierStore }) {
  const { wallet } = useStores()
  const { canPay, isPaying, nozzle, refusal, step } = cashier
  return (
    <View>
      <PaymentNotice channel={wallet.channel} refusal={refusal} step={step} />
      <BottomBar>
        <View className='pay-bar__hint'>
          <View>{nozzle && `${nozzle.nozzleNumber} 号枪 · ${nozzle.gradeName}`}</View>
          <View className='pay-bar__wallet'>{WALLET_WORDS[wallet.channel]}</View>
        </View>
        <ActionButton
          id='pay'
          label={payLabel(cashier)}
          disabled={!canPay && !isPaying}
          loading={isPaying}
          onTap={() => void cashier.pay()}
        />
      </BottomBar>
    </View>
  )
})

function payLabel({ amount, nozzle }: CashierStore): string {
  if (!nozzle) return '请先选油枪号'
  return amount === null ? '请选金额' : `支付 ${formatYuan(amount)}`
}
