import type { StaffOrderView } from '@palm/shared/api/staff'
import { formatLitres } from '@palm/shared/kernel/volume'
import { View } from '@tarojs/components'
import { Money } from '../../../components/figure/money'
import { NozzleTile } from '../../../components/domain/nozzle-tile'
import { Tag } from '../../../components/layout/tag'
import { openCorrection } from '../../../navigation'
import { timeOfDay } from '@palm/client/words/times'

/** Recently completed orders, newest first. */
export function RecentList({ recent }: { readonly recent: readonly StaffOrderView[] }) {
  if (recent.length === 0) return null
  return (
    <View>
      <View className='duty__section'>
        <View className='duty__title'>刚处理</View>
      </View>
      {recent.map((order) => (
        <RecentCard key={order.orderId} order={order} />
      ))}
    </View>
  )
}

export function RecentCard({ order }: { readonly order: StaffOrderView }) {
  const { amountFen, confirmedAtMs, dispensedFen, gradeName, nozzleNumber, status, tail } = order
  const correctable = status === 'confirmed'
  return (
    <View
      className='card duty-order'
      id={`recent-${tail}`}
      onClick={() => correctable && void openCorrection(order.orderId)}
    >
      <NozzleTile number={nozzleNumber} pale />
      <View className='duty-order__facts'>
        <Money amount={dispensedFen ?? amountFen} size='large' />
        <View className='duty-order__detail'>
          {gradeName} {formatLitres(order.volumeMl)} · {timeOfDay(confirmedAtMs ?? order.paidAtMs)}
        </View>
      </View>
      <View className='duty-order__state'>
        <Tag text={STATUS_WORDS[status]} tone={correctable ? 'brand' : 'quiet'} />
        {correctable && <View className='duty-order__correct'>更正 ›</View>}
      </View>
    </View>
  )
}

const STATUS_WORDS: Readonly<Record<StaffOrderView['status'], string>> = {
  paid: '待核对',
  confirmed: '已确认',
  refunding: '退款中',
  refunded: '已退款',
}
