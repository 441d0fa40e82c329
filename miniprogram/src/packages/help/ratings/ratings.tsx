import { dayAndTime } from '@palm/client/words/times'
import type { OrderView } from '@palm/shared/api/order'
import { formatLitres } from '@palm/shared/kernel/volume'
import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { Empty } from '../../../components/state/empty'
import { Older } from '../../../components/state/older'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { openOrder } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import { openOrders } from '../../../stores/order/orders'
import './ratings.scss'

/** 我的评价: ratings of the driver's own orders, from the latest orders on. */
export default observer(function Ratings() {
  const { api, network } = useStores()
  const [orders] = useState(() => openOrders(api))
  useDidShow(() => void orders.load())
  return (
    <View className='page'>
      <OfflineBar online={network.online} words='没有网络，这里是上次看到的评价。' />
      <WhenLoaded
        loaded={orders.items}
        skeleton={[3, 3]}
        onRetry={() => void orders.load()}
        isEmpty={(value) => !value.some(({ rating }) => rating !== null)}
        empty={
          <Empty
            title={orders.nextBeforeMs === null ? '还没有评价过' : '最近的订单还没有评价过'}
            hint='加完油，在订单里点「评价」'
          />
        }
      >
        {(value) => value.map((order) => <Rated key={order.orderId} order={order} />)}
      </WhenLoaded>
      <Older label='看更早的评价' list={orders} />
    </View>
  )
})

function Rated({ order }: { readonly order: OrderView }) {
  const { clock } = useStores()
  const { confirmation, gradeName, orderId, rating, stationName, volumeMl } = order
  if (!rating) return null
  const { atMs, stars, words } = rating
  return (
    <View
      className='card rated'
      id={`rated-${orderId.slice(-4)}`}
      role='link'
      onClick={() => void openOrder(orderId)}
    >
      <View className='rated__head'>
        <View className='rated__station'>{stationName}</View>
        <View className='rated__stars' aria-label={`${stars} 星`}>
          {'★'.repeat(stars)}
          <View className='rated__rest'>{'★'.repeat(5 - stars)}</View>
        </View>
      </View>
      {words !== '' && <View className='rated__words'>{words}</View>}
      <View className='rated__what'>
        {dayAndTime(atMs, clock.now())} · {gradeName}{' '}
        {formatLitres(confirmation?.volumeMl ?? volumeMl)}
      </View>
    </View>
  )
}
