import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { Choices } from '../../components/input/choices'
import { OfflineBar } from '../../components/state/offline-bar'
import { useStores } from '../../stores/app-stores'
import { ContractsStore } from '../../stores/contracts-store'
import './contracts.scss'
import { Mine } from './mine'
import { Offers } from './offers'

const SHELVES = [
  { value: 'offers', label: '能签的合约' },
  { value: 'mine', label: '我的合约' },
] as const

type Shelf = (typeof SHELVES)[number]['value']

export default observer(function Contracts() {
  const stores = useStores()
  const [contracts] = useState(() => new ContractsStore(stores))
  const [chosen, choose] = useState<Shelf | null>(null)
  useDidShow(() => void contracts.load())
  // Members with a contract see it first; others see the offers.
  const shelf = chosen ?? (contracts.running.length > 0 ? 'mine' : 'offers')
  return (
    <View className='page'>
      <OfflineBar online={stores.network.online} words='没有网络，暂时签不了约。' />
      <View className='contracts__choices'>
        <Choices name='shelf' choices={SHELVES} chosen={shelf} onChoose={choose} />
      </View>
      {shelf === 'offers' ? <Offers contracts={contracts} /> : <Mine contracts={contracts} />}
    </View>
  )
})
