import type { OrderView } from '@palm/shared/api/order'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { requestWords, serviceWords } from '@palm/client/words/order/giving-back'
import { View } from '@tarojs/components'
import { Notice } from '../../../components/state/notice'

interface OrderServiceProps {
  readonly order: OrderView
  readonly nowMs: EpochMs
}

/** Until when a paid order waits for its fuel, and the answer to a request for the money. */
export function OrderService({ nowMs, order }: OrderServiceProps) {
  const { refundRequest, service } = order
  if (!service) return null
  return (
    <View>
      {refundRequest && (
        <Notice
          id='refund-request'
          tone={refundRequest.declined ? 'danger' : 'attention'}
          words={requestWords(refundRequest, nowMs)}
        />
      )}
      <View className='order-service' id='until'>
        {serviceWords(service, nowMs)}
      </View>
    </View>
  )
}
