import type { EarnedView, OrderView } from '@palm/shared/api/order'
import { fen, sumFen, formatYuan, type Fen } from '@palm/shared/kernel/fen'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { formatLitres, millilitre } from '@palm/shared/kernel/volume'
import { View } from '@tarojs/components'
import { Money } from '../../../components/figure/money'
import { Tag } from '../../../components/layout/tag'
import { PURSE_WORDS } from '@palm/client/words/order/order-status'
import { savedAmount, shownAmount } from '@palm/client/words/order/shown-amount'
import { timeOfDay } from '@palm/client/words/times'

interface OrderHeadProps {
  readonly order: OrderView
  readonly nowMs: EpochMs
}

/** State of the order: one sentence, one figure and the refund. */
export function OrderHead({ nowMs, order }: OrderHeadProps) {
  const { confirmation, gradeName, nozzleNumber, stationName } = order
  const volume = formatLitres(confirmation?.volumeMl ?? order.volumeMl)
  const { done, due } = refundSums(order)
  const savedFen = savedAmount(order)
  return (
    <View className='card order-head'>
      <View className={`order-head__status order-head__status--${order.status}`} id='status'>
        {headline(order, nowMs)}
      </View>
      <Money amount={shownAmount(order)} size='hero' id='amount' />
      <View className='order-head__what'>
        {gradeName} {volume} · {stationName} {nozzleNumber} 号枪
      </View>
      <View className='order-head__tags'>
        {savedFen > 0 && <Tag tone='saving' text={`比枪价省 ${formatYuan(savedFen)}`} />}
        {confirmation && <Earned earned={confirmation.earned} />}
        {due > 0 && <Tag tone='attention' text={`正在退回 ${formatYuan(due)}`} />}
        {done > 0 && <Tag text={`已退回${PURSE_WORDS[order.provider]} ${formatYuan(done)}`} />}
      </View>
    </View>
  )
}

/** Only what the order has really brought. */
function Earned({ earned: { contract, points } }: { readonly earned: EarnedView }) {
  return (
    <>
      {points > 0 && <Tag text={`+${points} 积分`} />}
      {contract && contract.added > 0 && <Tag text={`合约 +${addedWords(contract)}`} />}
    </>
  )
}

const addedWords = ({ added, unit }: NonNullable<EarnedView['contract']>) =>
  unit === 'fen' ? formatYuan(fen(added)) : formatLitres(millilitre(added))

function headline(order: OrderView, nowMs: EpochMs): string {
  switch (order.status) {
    case 'unpaid':
      return nowMs < order.payByMs
        ? `等您付款，请在 ${timeOfDay(order.payByMs)} 前付好`
        : '付款时间已过，正在关闭'
    case 'closing':
      return '正在关闭，请稍等'
    case 'closed':
      return order.closed?.reason === 'cancelled' ? '已取消，没有扣款' : '超时没有付款，已关闭'
    case 'paid':
      return '✓ 已付款，等加油员核对'
    case 'confirmed':
      return '✓ 已加油，祝一路平安'
    case 'refunding':
      return '没有加油，钱正在退回'
    case 'refunded':
      return '没有加油，钱已全部退回'
  }
}

function refundSums({ refunds }: OrderView): { done: Fen; due: Fen } {
  const sum = (isDone: boolean) =>
    sumFen(
      refunds
        .filter(({ doneAtMs }) => (doneAtMs !== null) === isDone)
        .map(({ amountFen }) => amountFen),
    )
  return { done: sum(true), due: sum(false) }
}
