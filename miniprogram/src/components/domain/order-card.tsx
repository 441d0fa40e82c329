import type { OrderView } from '@palm/shared/api/order'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { formatLitres } from '@palm/shared/kernel/volume'
import { View } from '@tarojs/components'
import { statusWords } from '@palm/client/words/order/order-status'
import { shownAmount } from '@palm/client/words/order/shown-amount'
import { dayAndTime } from '@palm/client/words/times'
import { Money } from '../figure/money'
import './order-card.scss'
import { Tag } from '../layout/tag'

interface OrderCardProps {
  readonly order: OrderView
  readonly nowMs: EpochMs
  readonly onTap: () => void
}

export function OrderCard({ nowMs, onTap, order }: OrderCardProps) {
  const { confirmation } = order
  const volumeMl = confirmation?.volumeMl ?? order.volumeMl
  return (
    <View className='card order-card' role='link' onClick={onTap}>
      <View className='order-card__head'>
        <View className='order-card__station'>{order.stationName}</View>
        <Tag text={statusWords(order)} tone={toneOf(order)} />
      </View>
      <View className='order-card__body'>
        <View className='order-card__facts'>
          <View>
            {order.nozzleNumber} 号枪 · {order.gradeName} {formatLitres(volumeMl)}
          </View>
          <View>{dayAndTime(order.createdAtMs, nowMs)}</View>
        </View>
        <Money amount={shownAmount(order)} size='medium' />
      </View>
    </View>
  )
}

function toneOf({ status }: OrderView) {
  if (status === 'unpaid' || status === 'refunding') return 'attention'
  return status === 'closed' || status === 'closing' || status === 'refunded' ? 'quiet' : 'brand'
}
