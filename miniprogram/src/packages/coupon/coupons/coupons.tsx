import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { openCoupons } from '../../../navigation'

/** Former address of the vouchers, which have become a tab: links to it go on working. */
export default function Coupons() {
  useDidShow(() => void openCoupons())
  return <View className='page' />
}
