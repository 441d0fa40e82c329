import type { TendersView } from '@palm/shared/api/order'
import { formatYuan, subtractFen } from '@palm/shared/kernel/fen'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { BottomBar } from '../../../components/layout/bottom-bar'
import { useStores } from '../../../stores/app-stores'
import { AmountKeypad } from './amount-keypad'
import type { CashierStore } from './cashier-store'
import { DoubtSheet } from './doubt-sheet'
import { OwnPaymentSheet } from './own-payment-sheet'
import { PaymentNotice } from '../payment-notice'
import { PayingWay, PayingWaySheet } from './paying-way'

/** One button; its figure is the charged amount. */
export const PayBar = observer(function PayBar({ cashier }: { cashier: CashierStore }) {
  const { wallet } = useStores()
  const { canPay, isPaying, refusal, step } = cashier
  const [choosing, setChoosing] = useState(false)
  return (
    <View>
      <BottomBar>
        <PaymentNotice provider={wallet.provider} refusal={refusal} step={step} />
        <AmountKeypad cashier={cashier} />
        <View className='pay-bar__hint'>
          <SavedHint cashier={cashier} />
          <PayingWay
            cashier={cashier}
            provider={wallet.provider}
            onChoose={() => setChoosing(true)}
          />
        </View>
        <ActionButton
          id='pay'
          label={payLabel(cashier)}
          disabled={!canPay && !isPaying}
          loading={isPaying}
          onTap={() => void cashier.pay()}
        />
      </BottomBar>
      <PayingWaySheet
        cashier={cashier}
        provider={wallet.provider}
        open={choosing}
        onClose={() => setChoosing(false)}
      />
      <DoubtSheet cashier={cashier} />
      <OwnPaymentSheet cashier={cashier} />
    </View>
  )
})

/** Savings are always relative to the pump's amount, never to a guide price. */
const SavedHint = observer(function SavedHint({ cashier }: { cashier: CashierStore }) {
  const { amount, nozzle, price } = cashier
  const { payableFen } = price
  if (amount === null || payableFen === null || payableFen === amount) {
    return <View>{nozzle && `${nozzle.nozzleNumber} 号枪 · ${nozzle.gradeName}`}</View>
  }
  return (
    <View>
      比枪价省 <Text className='pay-bar__saved'>{formatYuan(subtractFen(amount, payableFen))}</Text>
    </View>
  )
})

/** The amount asked by the wallet, or taken from the account if it pays everything. */
function payLabel({ amount, nozzle, price }: CashierStore): string {
  if (!nozzle) return '请先选择油枪'
  if (amount === null) return '请选择金额'
  if (price.tenders !== null) return labelOf(price.tenders)
  return price.quote?.at === 'refused' ? '暂时付不了' : '正在算最省的价…'
}

const labelOf = ({ pointsFen, storedValueFen, walletFen }: TendersView): string => {
  if (walletFen > 0) return `支付 ${formatYuan(walletFen)}`
  return storedValueFen > 0
    ? `用电子账户付 ${formatYuan(storedValueFen)}`
    : `用积分付 ${formatYuan(pointsFen)}`
}
