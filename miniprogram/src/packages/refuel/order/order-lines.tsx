import type { OrderView } from '@palm/shared/api/order'
import { formatYuan, NO_FEN } from '@palm/shared/kernel/fen'
import { View } from '@tarojs/components'
import { Line } from '../../../components/layout/line'
import { AMOUNT_WORDS, WAY_WORDS } from '@palm/client/words/order/order-status'
import { tenderLines } from '@palm/client/words/order/tenders'

/** The figures, as on a receipt. */
export function OrderLines({ order }: { readonly order: OrderView }) {
  const { confirmation } = order
  const { lines, payableFen, tenders } = confirmation ?? order
  return (
    <View className='order-lines'>
      <Line label={AMOUNT_WORDS[order.way]}>{formatYuan(order.amountFen)}</Line>
      {confirmation && confirmation.dispensedFen !== order.amountFen && (
        <Line label='实际加油'>{formatYuan(confirmation.dispensedFen)}</Line>
      )}
      {lines.map(({ amountFen, id, title }) => (
        <Line key={id} label={title} tone='saving'>
          −{formatYuan(amountFen)}
        </Line>
      ))}
      {order.status === 'closed' ? (
        <Line label='已付'>{formatYuan(NO_FEN)}</Line>
      ) : (
        <Line label={payableLabel(order)} tone='strong'>
          {formatYuan(payableFen)}
        </Line>
      )}
      {order.status !== 'closed' &&
        tenderLines(tenders, order.provider).map(({ figure, label }) => (
          <Line key={label} label={label}>
            {figure}
          </Line>
        ))}
      <Line label='方式'>{WAY_WORDS[order.way]}</Line>
      <Line label='收款方'>{order.payeeName}</Line>
      <Line label='订单尾号'>{order.tail}</Line>
    </View>
  )
}

/** After a refund it is the amount finally paid. */
function payableLabel({ confirmation, paidAtMs, payableFen }: OrderView): string {
  if (paidAtMs === null) return '应付'
  return confirmation && confirmation.payableFen !== payableFen ? '实付' : '已付'
}
