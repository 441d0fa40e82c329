import { formatYuan } from '@palm/shared/kernel/fen'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { openOrder, openPassphrase } from '../../navigation'
import { useStores } from '../../stores/app-stores'
import { OrderStore } from '../../stores/order/order-store'
import { Banner } from './banner'
import { type OpenOrderLine, openOrderLines } from './open-order-lines'

/** Orders that wait for something: the one on this phone, and those that the server knows of. */
export const OpenOrderBanner = observer(function OpenOrderBanner() {
  const stores = useStores()
  const { home, openOrder: local } = stores
  useDidShow(() => {
    if (local.kept) void new OrderStore(stores, local.kept.orderId).load()
  })
  return openOrderLines(local.kept, home.isFresh ? home.view : null).map((line, place) => (
    <Banner
      key={line.orderId}
      id={place === 0 ? 'open-order' : `open-order-${place}`}
      title='有一笔未完成的订单'
      hint={hintFor(line)}
      action={line.isPaid ? '出示口令' : '去看看'}
      onTap={() => void (line.isPaid ? openPassphrase(line.orderId) : openOrder(line.orderId))}
    />
  ))
})

function hintFor({ isInDoubt, isPaid, sale }: OpenOrderLine): string {
  const what = sale === null ? '' : `${sale.nozzleNumber} 号枪 ${formatYuan(sale.payableFen)} · `
  if (isPaid) return `${what}已付款，等加油员核对`
  return `${what}${isInDoubt ? '正在核实付款' : '还没有付款'}`
}
