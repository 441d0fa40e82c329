import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { ActionButton } from '../../components/action-button'
import { Empty } from '../../components/empty'
import { Failure } from '../../components/failure'
import { Notice } from '../../components/notice'
import { OfflineBar } from '../../components/offline-bar'
import { OrderCard } from '../../components/order-card'
import { SkeletonCard } from '../../components/skeleton-card'
import { openHome, openOrder } from '../../navigation'
import { useStores } from '../../stores/app-stores'
import { wordsFor, wordsForReading } from '@palm/client/words/refusals'

export default observer(function Orders() {
  const { network, orders } = useStores()
  useDidShow(() => void orders.load())
  return (
    <View className='page'>
      <OfflineBar online={network.online} words='没有网络，这里是上次看到的订单。' />
      <OrderList />
      {orders.refusal && <Notice tone='danger' words={wordsFor(orders.refusal)} />}
      {orders.nextBeforeMs !== null && (
        <ActionButton
          id='older'
          kind='plain'
          label='看更早的订单'
          loading={orders.loadingMore}
          onTap={() => void orders.loadMore()}
        />
      )}
    </View>
  )
})

const OrderList = observer(function OrderList() {
  const { clock, orders } = useStores()
  const { items: loaded } = orders
  if (loaded.at === 'loading') {
    return [1, 2, 3].map((card) => <SkeletonCard key={card} rows={3} />)
  }
  if (loaded.at === 'refused') {
    return <Failure words={wordsForReading(loaded.refusal)} onRetry={() => void orders.load()} />
  }
  if (loaded.value.length === 0) {
    return (
      <Empty title='还没有订单' hint='加一次油，订单就在这里'>
        <ActionButton id='to-home' kind='small' label='去加油' onTap={() => void openHome()} />
      </Empty>
    )
  }
  return loaded.value.map((order) => (
    <OrderCard
      key={order.orderId}
      order={order}
      nowMs={clock.now()}
      onTap={() => void openOrder(order.orderId)}
    />
  ))
})
