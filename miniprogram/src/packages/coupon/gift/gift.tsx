import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { BottomBar } from '../../../components/layout/bottom-bar'
import { CouponCard } from '../../../components/domain/coupon-card'
import { Empty } from '../../../components/state/empty'
import { Notice } from '../../../components/state/notice'
import { OfflineBar } from '../../../components/state/offline-bar'
import { openHome, readAddress, showStations } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import { GiftStore } from './gift-store'
import { untilWords } from '@palm/client/words/benefits/coupon-rules'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import './gift.scss'

/** Opened by a friend's card. The coupon is accepted only by a tap. */
export default observer(function Gift() {
  const stores = useStores()
  const { transferId } = readAddress(useRouter().params)
  const [gift] = useState(() => transferId && new GiftStore(stores, transferId))
  if (gift) return <GiftScreen gift={gift} />
  const { next, what } = wordsFor({ code: 'transfer/unknown' })
  return (
    <View className='page'>
      <Empty title={what} hint={next}>
        <ActionButton kind='small' label='回首页' onTap={() => void openHome()} />
      </Empty>
    </View>
  )
})

const GiftScreen = observer(function GiftScreen({ gift }: { readonly gift: GiftStore }) {
  const { network, stations } = useStores()
  const { coupon, refusal, taking } = gift
  return (
    <View className='page'>
      <OfflineBar online={network.online} words='没有网络，暂时收不了券。' />
      <View className='gift__words'>
        <View className='gift__title'>{coupon ? '券已收下' : '朋友送您一张券'}</View>
        <View className='gift__hint'>
          {coupon ? '在「我的券」里，加油时自动选最省的' : '先到先得'}
        </View>
      </View>
      {coupon && <CouponCard rules={coupon} hint={untilWords(coupon.condition)} />}
      {refusal && <Notice id='refusal' tone='danger' words={wordsFor(refusal)} />}
      <BottomBar>
        {coupon ? (
          <ActionButton id='use' label='去加油' onTap={() => void showStations(stations)} />
        ) : (
          <ActionButton id='take' label='收下' loading={taking} onTap={() => void gift.take()} />
        )}
      </BottomBar>
    </View>
  )
})
