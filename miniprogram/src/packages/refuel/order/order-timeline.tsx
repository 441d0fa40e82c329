import { View } from '@tarojs/components'
import type { OrderView } from '@palm/shared/api/order'
import { orderEvents } from './order-events'

/** What happened, the latest first. */
export function OrderTimeline({ order }: { readonly order: OrderView }) {
  return (
    <View className='timeline'>
      {orderEvents(order).map(({ atMs, clock, detail, title }) => (
        <View key={`${title}${atMs}`} className='timeline__event'>
          <View className='timeline__dot' />
          <View className='timeline__words'>
            <View className='timeline__title'>{title}</View>
            {detail && <View className='timeline__detail'>{detail}</View>}
          </View>
          <View className='timeline__time'>{clock}</View>
        </View>
      ))}
    </View>
  )
}
