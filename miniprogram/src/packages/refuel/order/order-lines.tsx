import type { OrderView } from '@palm/shared/api/order'
import { formatYuan, NO_FEN } from '@palm/shared/kernel/fen'
import { View } from '@tarojs/components'
import { Line } from '../../../components/layout/line'
import { copyText } from '../../../copy-text'
import { useStores } from '../../../stores/app-stores'
import { AMOUNT_WORDS, WAY_WORDS } from '@palm/client/words/order/order-status'
import { orderNumber } from '@palm/client/words/order/order-number'
import { tenderLines } from '@palm/client/words/order/tenders'

/** The figures, as on a receipt. */
export function OrderLines({ order }: { readonly order: OrderView }) {
  const { confirmation } = order
  const { payableFen, tenders } = confirmation ?? order
  // Nothing was charged for a closed order, so nothing was saved.
  const lines = order.status === 'closed' ? [] : (confirmation ?? order).lines
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
    </View>
  )
}

/** Facts for the records: whom the driver paid, and the number that service asks for. */
export function OrderFacts({ order }: { readonly order: OrderView }) {
  return (
    <View className='card'>
      <Line label='方式'>{WAY_WORDS[order.way]}</Line>
      <Line label='收款方'>{order.payeeName}</Line>
      <OrderNumber orderId={order.orderId} />
    </View>
  )
}

/** 订单号, in groups that can be read aloud; service and stations find the order by it. */
function OrderNumber({ orderId }: Pick<OrderView, 'orderId'>) {
  const number = orderNumber(orderId)
  const { copy } = useStores()
  return (
    <Line label='订单号'>
      <View className='order-lines__number' id='order-number'>
        {number.replace(/.{4}(?=.)/g, '$& ')}
      </View>
      <View
        className='order-lines__copy'
        id='copy-number'
        role='button'
        onClick={() => void copyText(copy, number)}
      >
        复制
      </View>
    </Line>
  )
}

/** After a refund it is the amount finally paid. */
function payableLabel({ confirmation, paidAtMs, payableFen }: OrderView): string {
  if (paidAtMs === null) return '应付'
  return confirmation && confirmation.payableFen !== payableFen ? '实付' : '已付'
}
