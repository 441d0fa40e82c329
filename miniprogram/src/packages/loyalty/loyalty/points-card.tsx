import type { PagedStore } from '@palm/client/loading/paged-store'
import { POINTS_ROW_WORDS } from '@palm/client/words/benefits/loyalty'
import { dayAndTime } from '@palm/client/words/times'
import type { PointsDetails } from '@palm/shared/api/member'
import { formatYuan } from '@palm/shared/kernel/fen'
import type { PointsRow } from '@palm/shared/points/decision'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Entry } from '../../../components/layout/entry'
import { Older } from '../../../components/state/older'
import { openOrder } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'

/** Balance, use and history of points, with the balance after each movement. */
export function PointsCard({
  movements,
  points,
}: {
  readonly movements: PagedStore<PointsRow>
  readonly points: PointsDetails
}) {
  const { balance, block, nextPointFen } = points
  return (
    <View className='card' id='points'>
      <View className='points__label'>我的积分</View>
      <View className='points__figure'>{balance}</View>
      <View className='points__hint'>
        {balance < 0
          ? '有一笔退款时积分已经用掉，以后得的先补上'
          : `${block.points} 积分抵 ${formatYuan(block.worthFen)}，付款时选「积分抵现」`}
      </View>
      <View className='points__hint'>再加 {formatYuan(nextPointFen)} 得 1 积分</View>
      <Movements movements={movements} />
    </View>
  )
}

const Movements = observer(function Movements({
  movements,
}: {
  readonly movements: PagedStore<PointsRow>
}) {
  const { items, nextBeforeMs } = movements
  const rows = items.at === 'ready' ? items.value : []
  const oldest = rows[rows.length - 1]
  // Movements of the first years were kept as a sum alone.
  const earlier = oldest && nextBeforeMs === null ? oldest.balance - oldest.points : 0
  return (
    <View>
      {rows.map((row) => (
        <Row key={`${row.kind}-${row.orderId}-${row.balance}-${row.atMs}`} row={row} />
      ))}
      {earlier !== 0 && (
        <View className='points__none'>更早的明细合并在一起：共 {earlier} 积分</View>
      )}
      {rows.length === 0 && <View className='points__none'>加一次油，就有第一笔明细</View>}
      <Older label='看更早的' list={movements} />
    </View>
  )
})

function Row({ row }: { readonly row: PointsRow }) {
  const { clock } = useStores()
  const { atMs, balance, kind, orderId, points } = row
  const open = orderId === null ? undefined : () => void openOrder(orderId)
  return (
    <Entry title={POINTS_ROW_WORDS[kind]} onTap={open} hints={[dayAndTime(atMs, clock.now())]}>
      <View className={`points__moved ${points > 0 ? 'points__in' : ''}`}>
        {points > 0 ? '+' : '−'}
        {Math.abs(points)}
      </View>
      <View className='points__left'>余 {balance}</View>
    </Entry>
  )
}
