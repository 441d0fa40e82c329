import { assert } from '@palm/shared/kernel/assert'
import type { OrderView } from '@palm/shared/api/order'
import { View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useRef, useState } from 'react'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { MessageAsk } from '../../../message-ask'
import { readAddress, showPassphrase } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import { OrderStore } from '../../../stores/order/order-store'
import { TicketsStore } from '../../../stores/tickets-store'
import { useSeen } from '../../../use-seen'
import { PaymentNotice } from '../payment-notice'
import './order.scss'
import { BindHint } from './bind-hint'
import { OrderActions } from './order-actions'
import { OrderHead } from './order-head'
import { OrderHelp } from './order-help'
import { OrderFacts, OrderLines } from './order-lines'
import { OrderService } from './order-service'
import { OrderTimeline } from './order-timeline'

export default observer(function Order() {
  const stores = useStores()
  const { orderId } = readAddress(useRouter().params)
  assert(orderId !== null, 'a screen of no order')
  const [store] = useState(() => new OrderStore(stores, orderId))
  useSeen(store)
  const [tickets] = useState(() => new TicketsStore(stores, orderId))
  useDidShow(() => {
    void store.load()
    void tickets.load()
  })
  useShowPassphraseOncePaid(store)
  return (
    <View className='page'>
      <OfflineBar online={stores.network.online} words='没有网络，这里是上次看到的样子。' />
      <OrderCards store={store} tickets={tickets} />
    </View>
  )
})

/**
 * Paid just now, or found to be paid while the screen was open: the driver needs the passphrase
 * next.
 */
function useShowPassphraseOncePaid({ order, orderId }: OrderStore): void {
  const status = order?.status
  const before = useRef(status)
  useEffect(() => {
    if (before.current === 'unpaid' && status === 'paid') void showPassphrase(orderId)
    before.current = status
  }, [orderId, status])
}

/** Money is on its way back: the driver wants to know when it has arrived. */
const awaitsRefund = ({ refunds }: OrderView) => refunds.some(({ doneAtMs }) => doneAtMs === null)

interface OrderCardsProps {
  readonly store: OrderStore
  readonly tickets: TicketsStore
}

const OrderCards = observer(function OrderCards({ store, tickets }: OrderCardsProps) {
  const { clock, wallet } = useStores()
  const { refusal, step } = store
  return (
    <WhenLoaded loaded={store.shown} skeleton={[4, 6]} onRetry={() => void store.load()}>
      {(order) => (
        <View>
          <OrderHead order={order} nowMs={clock.now()} />
          <OrderService order={order} nowMs={clock.now()} />
          <PaymentNotice provider={wallet.provider} refusal={refusal} step={step} />
          <View className='card'>
            <OrderTimeline order={order} nowMs={clock.now()} />
            <OrderLines order={order} />
          </View>
          {awaitsRefund(order) && <MessageAsk label='退款到账时通知我' topics={['refund']} />}
          <OrderHelp order={order} store={store} tickets={tickets} />
          <OrderFacts order={order} />
          <BindHint order={order} />
          <OrderActions store={store} order={order} />
        </View>
      )}
    </WhenLoaded>
  )
})
