import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { openContracts } from '../../../navigation'

/** Former address of the contracts, which have become a tab: links to it go on working. */
export default function Contracts() {
  useDidShow(() => void openContracts())
  return <View className='page' />
}
