import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { openOrder, openPassphrase } from '../../navigation'
import { useStores } from '../../stores/app-stores'

/** Back to where an app that was killed stood. */
export const OpenOrderBanner = observer(function OpenOrderBanner() {
  const { kept } = useStores().openOrder
  if (!kept) return null
  const isPaid = kept.view?.status === 'paid'
  const open = () => (isPaid ? openPassphrase(kept.orderId) : openOrder(kept.orderId))
  return (
    <View className='card open-order' id='open-order' role='button' onClick={open}>
      <View>
        <View className='open-order__title'>有一笔未完成的订单</View>
        <View className='open-order__hint'>{isPaid ? '已付款,等加油员核对' : '还没有付款'}</View>
      </View>
      <View className='open-order__action'>{isPaid ? '出示口令' : '去看看'} ›</View>
    </View>
  )
})
