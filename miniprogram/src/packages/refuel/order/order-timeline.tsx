import { View } from '@tarojs/components'
import type { OrderView } from '@palm/shared/api/order'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { toTheSecondOrDay } from '@palm/client/words/times'
import { orderEvents } from './order-events'

/** Events, latest first. */
interface OrderTimelineProps {
  readonly order: OrderView
  readonly nowMs: EpochMs
}

export function OrderTimeline({ nowMs, order }: OrderTimelineProps) {
  return (
    <View className='timeline'>
      {orderEvents(order).map(({ atMs, detail, title }) => (
        <View key={`${title}${atMs}`} className='timeline__event'>
          <View className='timeline__dot' />
          <View className='timeline__words'>
            <View className='timeline__title'>{title}</View>
            {detail && <View className='timeline__detail'>{detail}</View>}
          </View>
          <View className='timeline__time'>{toTheSecondOrDay(atMs, nowMs)}</View>
        </View>
      ))}
    </View>
  )
}
