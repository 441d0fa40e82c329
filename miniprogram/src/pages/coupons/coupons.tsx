import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { Choices } from '../../components/input/choices'
import { OfflineBar } from '../../components/state/offline-bar'
import { COUPONS_ADDRESS, giftAddress } from '../../navigation'
import { useShareCard } from '../../share-card'
import { useStores } from '../../stores/app-stores'
import { AccountStore } from '../../stores/account-store'
import { CouponsStore } from './coupons-store'
import { GivingStore, type OfferedCoupon } from './giving-store'
import { Centre } from './centre'
import './coupons.scss'
import { GivingSheet } from './giving-sheet'
import { Pocket } from './pocket'

const SHELVES = [
  { value: 'centre', label: '领券中心' },
  { value: 'pocket', label: '我的券' },
] as const

type Shelf = (typeof SHELVES)[number]['value']

export default observer(function Coupons() {
  const stores = useStores()
  const [coupons] = useState(() => new CouponsStore(stores))
  const [account] = useState(() => new AccountStore(stores))
  const [giving] = useState(() => new GivingStore(stores, coupons.load))
  const [shelf, setShelf] = useState<Shelf>('centre')
  useDidShow(() => {
    void coupons.load()
    void account.load()
    // Distances are known only to those who share where they are.
    if (stores.location.answer === 'agreed') void stores.stations.load()
  })
  useShareCard(() => cardOf(giving.offered))
  return (
    <View className='page'>
      <OfflineBar online={stores.network.online} words='没有网络，暂时领不了券。' />
      <View className='coupons__choices'>
        <Choices name='shelf' choices={SHELVES} chosen={shelf} onChoose={setShelf} />
      </View>
      {shelf === 'centre' ? (
        <Centre coupons={coupons} account={account} />
      ) : (
        <Pocket coupons={coupons} giving={giving} />
      )}
      <GivingSheet giving={giving} />
    </View>
  )
})

/** The card that a friend receives: the offered coupon, or else the voucher centre. */
const cardOf = (offered: OfferedCoupon | null) =>
  offered
    ? { title: `送您一张券：${offered.title}`, path: giftAddress(offered.transferId) }
    : { title: '掌上加油的优惠券，领了加油就减', path: COUPONS_ADDRESS }
