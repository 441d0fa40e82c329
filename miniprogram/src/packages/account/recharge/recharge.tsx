import { formatYuan } from '@palm/shared/kernel/fen'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { BottomBar } from '../../../components/layout/bottom-bar'
import { Notice } from '../../../components/state/notice'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { useStores } from '../../../stores/app-stores'
import { RechargeStore } from './recharge-store'
import { useSeen } from '../../../use-seen'
import { WALLET_WORDS } from '@palm/client/words/order/order-status'
import { paymentWords, RECHARGE_PAYMENT } from '@palm/client/words/order/payment'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import { AmountChoice } from './amount-choice'
import { OpenRecharge } from './open-recharge'
import './recharge.scss'
import { Recharged } from './recharged'

/** 充值: the amount, its gift, and the payment. */
export default observer(function Recharge() {
  const stores = useStores()
  const [recharge] = useState(() => new RechargeStore(stores))
  useEffect(() => void recharge.load(), [recharge])
  useSeen(recharge)
  return (
    <View className='page'>
      <OfflineBar online={stores.network.online} words='没有网络，暂时充不了值。' />
      <RechargeCards store={recharge} />
    </View>
  )
})

const RechargeCards = observer(function RechargeCards({ store }: { store: RechargeStore }) {
  const { account } = store.account
  return (
    <WhenLoaded loaded={account} skeleton={[5]} onRetry={() => void store.load()} isCard>
      {() => {
        if (store.isDone) return <Recharged store={store} />
        return (
          <View>
            {store.isOpen ? <OpenRecharge store={store} /> : <AmountChoice store={store} />}
            <StepNotice store={store} />
            <PayBar store={store} />
          </View>
        )
      }}
    </WhenLoaded>
  )
})

const StepNotice = observer(function StepNotice({ store }: { store: RechargeStore }) {
  const { refusal, step } = store
  const { provider } = useStores().wallet
  if (refusal) return <Notice id='refusal' tone='danger' words={wordsFor(refusal)} />
  const words = paymentWords(step, provider, RECHARGE_PAYMENT)
  if (!words) return null
  return (
    <Notice id='payment-step' tone={step === 'failed' ? 'danger' : 'attention'} words={words} />
  )
})

/** One button; its figure is the charged amount. */
const PayBar = observer(function PayBar({ store }: { store: RechargeStore }) {
  const { amount, canPay, isPaying } = store
  const { provider } = useStores().wallet
  return (
    <BottomBar>
      <View className='recharge__hint'>
        <View>未用本金可原路退回</View>
        <View>{WALLET_WORDS[provider]}</View>
      </View>
      <ActionButton
        id='pay'
        label={amount === null ? '请选择金额' : `支付 ${formatYuan(amount)}`}
        disabled={!canPay && !isPaying}
        loading={isPaying}
        onTap={() => void store.pay()}
      />
    </BottomBar>
  )
})
