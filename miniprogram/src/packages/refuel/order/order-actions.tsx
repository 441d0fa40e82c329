import type { OrderView } from '@palm/shared/api/order'
import { formatYuan } from '@palm/shared/kernel/fen'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { BottomBar } from '../../../components/layout/bottom-bar'
import { Sheet } from '../../../components/layout/sheet'
import { openCashier, showPassphrase } from '../../../navigation'
import { RefundLink } from '../refund-link'
import type { OrderStore } from '../../../stores/order/order-store'

interface OrderActionsProps {
  readonly order: OrderView
  readonly store: OrderStore
}

/** Only currently possible actions. */
export const OrderActions = observer(function OrderActions({ order, store }: OrderActionsProps) {
  switch (order.status) {
    case 'unpaid':
      return store.step === 'too-late' ? (
        <Again order={order} />
      ) : (
        <UnpaidActions order={order} store={store} />
      )
    case 'paid':
      return (
        <BottomBar>
          <ActionButton
            id='show-passphrase'
            label='给加油员看口令'
            onTap={() => void showPassphrase(order.orderId)}
          />
          <RefundLink order={order} store={store} />
        </BottomBar>
      )
    case 'closing':
      return null
    case 'closed':
    case 'confirmed':
    case 'refunding':
    case 'refunded':
      return <Again order={order} />
  }
})

function Again({ order }: { readonly order: OrderView }) {
  return (
    <BottomBar>
      <ActionButton
        id='again'
        label='再加一次'
        onTap={() => void openCashier({ stationId: order.stationId })}
      />
    </BottomBar>
  )
}

const UnpaidActions = observer(function UnpaidActions({ order, store }: OrderActionsProps) {
  const [asking, setAsking] = useState(false)
  const cancel = () => {
    setAsking(false)
    void store.cancel()
  }
  return (
    <View>
      <BottomBar>
        <View className='order-actions'>
          <View className='order-actions__aside'>
            <ActionButton
              id='cancel'
              kind='plain'
              label='取消'
              disabled={!store.canPay}
              loading={store.busy}
              onTap={() => setAsking(true)}
            />
          </View>
          <View className='order-actions__main'>
            <ActionButton
              id='pay'
              label={`支付 ${formatYuan(order.tenders.walletFen)}`}
              disabled={!store.canPay && !store.isPaying}
              loading={store.isPaying}
              onTap={() => void store.pay()}
            />
          </View>
        </View>
      </BottomBar>
      <Sheet open={asking} title='取消这笔订单？' onClose={() => setAsking(false)}>
        <View className='order-actions__words'>还没有扣款。取消后不能再付这一笔。</View>
        <ActionButton id='confirm-cancel' kind='danger' label='取消订单' onTap={cancel} />
      </Sheet>
    </View>
  )
})
