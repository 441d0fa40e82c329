import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { ActionButton } from '../../components/input/action-button'
import { Older } from '../../components/state/older'
import { Empty } from '../../components/state/empty'
import { OfflineBar } from '../../components/state/offline-bar'
import { OrderCard } from '../../components/domain/order-card'
import { WhenLoaded } from '../../components/state/when-loaded'
import { openHome, openOrder } from '../../navigation'
import { useStores } from '../../stores/app-stores'

export default observer(function Orders() {
  const { network, orders } = useStores()
  useDidShow(() => void orders.load())
  return (
    <View className='page'>
      <OfflineBar online={network.online} words='没有网络，这里是上次看到的订单。' />
      <OrderList />
      <Older label='看更早的订单' list={orders} />
    </View>
  )
})

const OrderList = observer(function OrderList() {
  const { clock, orders } = useStores()
  const { items: loaded } = orders
  return (
    <WhenLoaded
      loaded={loaded}
      skeleton={[3, 3, 3]}
      onRetry={() => void orders.load()}
      isEmpty={(value) => value.length === 0}
      empty={
        <Empty title='还没有订单' hint='加一次油，订单就在这里'>
          <ActionButton id='to-home' kind='small' label='去加油' onTap={() => void openHome()} />
        </Empty>
      }
    >
      {(value) =>
        value.map((order) => (
          <OrderCard
            key={order.orderId}
            order={order}
            nowMs={clock.now()}
            onTap={() => void openOrder(order.orderId)}
          />
        ))
      }
    </WhenLoaded>
  )
})
