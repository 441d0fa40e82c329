import type { OrderView } from '@palm/shared/api/order'
import { backLines } from '@palm/client/words/order/giving-back'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../components/input/action-button'
import { Line } from '../../components/layout/line'
import { Sheet } from '../../components/layout/sheet'
import type { OrderStore } from '../../stores/order/order-store'
import './refund-link.scss'

interface RefundLinkProps {
  readonly order: OrderView
  readonly store: OrderStore
}

/** 还没加油？申请退款: says what returns and by which way, before the tap. */
export const RefundLink = observer(function RefundLink({ order, store }: RefundLinkProps) {
  const [asking, setAsking] = useState(false)
  const { refundRequest, service } = order
  // While an attendant has the request there is nothing to ask for.
  if (!service || (refundRequest && !refundRequest.declined)) return null
  const ask = () => {
    setAsking(false)
    void store.askRefund()
  }
  return (
    <View>
      <View className='refund-link' id='ask-refund' role='button' onClick={() => setAsking(true)}>
        还没加油？申请退款
      </View>
      <Sheet open={asking} title='申请退款' onClose={() => setAsking(false)}>
        <View className='refund-link__words'>
          {service.goesBackAtOnce
            ? '还没有加油，可以马上全额退回，不收任何费用。退款后口令作废，请不要再加油。'
            : '加油员确认没有加油后，全额退回。已经加了油的，请让加油员核对。'}
        </View>
        {backLines(order).map(({ figure, label }) => (
          <Line key={label} label={label}>
            {figure}
          </Line>
        ))}
        <View className='refund-link__button'>
          <ActionButton
            id='ask-refund-sure'
            kind='danger'
            label={service.goesBackAtOnce ? '退款' : '向加油员申请退款'}
            loading={store.busy}
            onTap={ask}
          />
        </View>
      </Sheet>
    </View>
  )
})
