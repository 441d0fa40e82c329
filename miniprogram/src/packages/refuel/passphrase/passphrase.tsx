import type { OrderView } from '@palm/shared/api/order'
import { assert } from '@palm/shared/kernel/assert'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { View } from '@tarojs/components'
import Taro, { useDidShow, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { Money } from '../../../components/figure/money'
import { SkeletonCard } from '../../../components/state/skeleton-card'
import { openHome, readAddress, showOrder } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import { OrderStore } from '../../../stores/order/order-store'
import { PassphraseStore } from './passphrase-store'
import { wordsForReading } from '@palm/client/words/refusals/refusals'
import { MessageAsk } from '../../../message-ask'
import { useSeen } from '../../../use-seen'
import { requestWords, serviceWords } from '@palm/client/words/order/giving-back'
import { toTheSecondOrDay } from '@palm/client/words/times'
import { RefundLink } from '../refund-link'
import { ChangeNozzle } from './change-nozzle'
import { LivingCard } from './living-card'
import './passphrase.scss'

export default observer(function PassphraseScreen() {
  const stores = useStores()
  const { orderId } = readAddress(useRouter().params)
  assert(orderId !== null, 'a passphrase of no order')
  const [order] = useState(() => new OrderStore(stores, orderId))
  const [passphrase] = useState(() => new PassphraseStore(stores.clock, () => order.order))
  useWhileSeen(order, passphrase)
  useLeaveWhenConfirmed(order)
  if (!order.order || !passphrase.living) {
    return <Waiting order={order} isOutdated={passphrase.isOutdated} />
  }
  const { amountFen, gradeName, nozzleNumber, paidAtMs } = order.order
  return (
    <View className='passphrase'>
      {paidAtMs !== null && (
        <View className='passphrase__paid'>
          ✓ 已付款 {toTheSecondOrDay(paidAtMs, stores.clock.now())}
        </View>
      )}
      <View className='passphrase__what'>
        {nozzleNumber} 号枪 · {gradeName}
      </View>
      <Money amount={amountFen} size='hero' id='amount' />
      <LivingCard
        living={passphrase.living}
        remainderMs={passphrase.remainderMs}
        tail={order.order.tail}
      />
      <View className='passphrase__foot'>
        {stores.network.online ? '加油员核对后自动跳转' : '没有网络也能核对，口令照样有效'}
      </View>
      <Service order={order.order} nowMs={stores.clock.now()} />
      <MessageAsk label='加油完成后通知我' topics={['done', 'refund', 'waiting']} onDark />
      <View className='passphrase__links'>
        <ChangeNozzle order={order} stationId={order.order.stationId} />
        <RefundLink order={order.order} store={order} />
      </View>
    </View>
  )
})

/** Until when the order waits, and the answer to a request for the money. */
function Service({ nowMs, order }: { readonly order: OrderView; readonly nowMs: EpochMs }) {
  const { refundRequest, service } = order
  const said = refundRequest && requestWords(refundRequest, nowMs)
  return (
    <View>
      {service && <View className='passphrase__until'>{serviceWords(service, nowMs)}</View>}
      {said && (
        <View className='passphrase__request' id='refund-request' role='status'>
          <View className='passphrase__request-what'>{said.what}</View>
          <View>{said.next}</View>
        </View>
      )}
    </View>
  )
}

interface WaitingProps {
  readonly order: OrderStore
  /** The order is paid, but the phone's keys have expired while it was offline. */
  readonly isOutdated: boolean
}

const OUTDATED = { code: 'client/offline' } as const

/** Nothing to show yet, or no longer. */
const Waiting = observer(function Waiting({ isOutdated, order }: WaitingProps) {
  const unread = order.unread ?? (isOutdated ? OUTDATED : null)
  return (
    <View className='passphrase'>
      {unread ? (
        <View className='passphrase__refused' role='alert'>
          <View className='passphrase__refused-what'>{wordsForReading(unread).what}</View>
          <View>{wordsForReading(unread).next}</View>
          <ActionButton id='retry' kind='plain' label='再试一次' onTap={() => void order.load()} />
          <View className='passphrase__link' onClick={() => void openHome()}>
            回首页
          </View>
        </View>
      ) : (
        <SkeletonCard rows={8} />
      )}
    </View>
  )
})

function useWhileSeen(order: OrderStore, passphrase: PassphraseStore): void {
  useSeen(order)
  useSeen(passphrase)
  useDidShow(() => {
    // The page's own configuration says so too, but the H5 build takes only the app's.
    // A runtime without it shows another colour, and the order all the same.
    const { setNavigationBarColor }: Partial<typeof Taro> = Taro
    void setNavigationBarColor?.({ frontColor: '#ffffff', backgroundColor: '#0b6e4f' })
    void order.load()
  })
}

/** The attendant has confirmed or rejected: the order's screen shows the result. */
function useLeaveWhenConfirmed(order: OrderStore): void {
  const status = order.order?.status
  const { orderId } = order
  useEffect(() => {
    if (status !== undefined && status !== 'paid') void showOrder(orderId)
  }, [orderId, status])
}
