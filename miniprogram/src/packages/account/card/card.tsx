import { formatYuan } from '@palm/shared/kernel/fen'
import { Input, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { BottomBar } from '../../../components/layout/bottom-bar'
import { Notice } from '../../../components/state/notice'
import { OfflineBar } from '../../../components/state/offline-bar'
import { useStores } from '../../../stores/app-stores'
import { CardStore } from './card-store'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import './card.scss'

/** 充值卡: redeems the code of a card into the account. */
export default observer(function Card() {
  const stores = useStores()
  const [card] = useState(() => new CardStore(stores))
  const { busy, code, isWhole, redeemed, refusal } = card
  return (
    <View className='page'>
      <OfflineBar online={stores.network.online} words='没有网络，暂时用不了充值卡。' />
      <View className='card'>
        <View className='redeem__label'>卡上的 16 位卡号</View>
        <Input
          id='code'
          className='redeem__code'
          value={code}
          maxlength={24}
          placeholder='比如 7K2M-9P3Q-0V8X-R6S1'
          onInput={({ detail }) => card.type(detail.value)}
        />
        <View className='redeem__hint'>每张卡只能用一次，充进去就是您的本金，不过期。</View>
      </View>
      {refusal && <Notice id='refusal' tone='danger' words={wordsFor(refusal)} />}
      {redeemed && (
        <Notice
          id='redeemed'
          words={{
            what: `✓ 充值到账 ${formatYuan(redeemed.amountFen)}`,
            next: '已经放进您的电子账户。',
          }}
        />
      )}
      <BottomBar>
        <ActionButton
          id='redeem'
          label='确认充值'
          disabled={!isWhole}
          loading={busy}
          onTap={() => void card.redeem()}
        />
      </BottomBar>
    </View>
  )
})
