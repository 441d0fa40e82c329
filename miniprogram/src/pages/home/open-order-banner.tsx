import type { OrderView } from '@palm/shared/api/order'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { openOrder, openPassphrase } from '../../navigation'
import { useStores } from '../../stores/app-stores'
import { OrderStore } from '../../stores/order/order-store'
import { Banner } from './banner'

/** Returns to the order that was open when the app was killed. */
export const OpenOrderBanner = observer(function OpenOrderBanner() {
  const stores = useStores()
  const { kept } = stores.openOrder
  useDidShow(() => {
    if (stores.openOrder.kept) void new OrderStore(stores, stores.openOrder.kept.orderId).load()
  })
  if (!kept) return null
  const isPaid = kept.view?.status === 'paid'
  return (
    <Banner
      id='open-order'
      title='有一笔未完成的订单'
      hint={hintFor(kept.view, kept.isInDoubt)}
      action={isPaid ? '出示口令' : '去看看'}
      onTap={() => void (isPaid ? openPassphrase(kept.orderId) : openOrder(kept.orderId))}
    />
  )
})

function hintFor(order: OrderView | null, isInDoubt: boolean): string {
  if (order?.status === 'paid') return '已付款，等加油员核对'
  return isInDoubt ? '正在核实付款' : '还没有付款'
}
