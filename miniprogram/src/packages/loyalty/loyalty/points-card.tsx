import type { PointsDetails } from '@palm/shared/api/member'
import { formatYuan } from '@palm/shared/kernel/fen'
import { DAY_MS } from '@palm/shared/kernel/instant'
import type { ExpiringPoints } from '@palm/shared/member/standing'
import type { PointsRow } from '@palm/shared/points/decision'
import { View } from '@tarojs/components'
import { Entry } from '../../../components/layout/entry'
import { useStores } from '../../../stores/app-stores'
import { POINTS_ROW_WORDS } from '@palm/client/words/benefits/loyalty'
import { dayAndTime, dayOf } from '@palm/client/words/times'

/** Balance, use, next expiry and history of points. */
export function PointsCard({ points }: { readonly points: PointsDetails }) {
  const { clock } = useStores()
  const { balance, block, expiring, nextPointFen, rows } = points
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
      {expiring && (
        <View className={isSoon(expiring, clock.now()) ? 'points__expiring' : 'points__hint'}>
          {expiring.points} 积分 {dayOf(expiring.atMs - 1)}到期
        </View>
      )}
      {rows.map((row) => (
        <Row key={`${row.kind}-${row.orderId}-${row.balance}-${row.atMs}`} row={row} />
      ))}
      {rows.length === 0 && <View className='points__none'>加一次油，就有第一笔明细</View>}
    </View>
  )
}

/** Only expiry within a short time deserves a warning. */
const isSoon = ({ atMs }: ExpiringPoints, nowMs: number): boolean => atMs - nowMs < 30 * DAY_MS

function Row({ row }: { readonly row: PointsRow }) {
  const { clock } = useStores()
  const { atMs, balance, kind, points } = row
  return (
    <Entry title={POINTS_ROW_WORDS[kind]} hints={[dayAndTime(atMs, clock.now())]}>
      <View className={`points__moved ${points > 0 ? 'points__in' : ''}`}>
        {points > 0 ? '+' : '−'}
        {Math.abs(points)}
      </View>
      <View className='points__left'>余 {balance}</View>
    </Entry>
  )
}
