import type { RechargeView } from '@palm/shared/api/account'
import { formatYuan } from '@palm/shared/kernel/fen'
import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { Empty } from '../../../components/state/empty'
import { Line } from '../../../components/layout/line'
import { Notice } from '../../../components/state/notice'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { useStores } from '../../../stores/app-stores'
import { RefundStore } from './refund-store'
import { refundWords } from '@palm/client/words/order/refund-state'
import { PURSE_WORDS } from '@palm/client/words/order/order-status'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import { REFUND_WORDS } from '@palm/client/words/order/order-status'
import { dayAndTime } from '@palm/client/words/times'
import { PreviewSheet } from './preview-sheet'
import './refund.scss'

/** 退款: refunds the unspent part of each recharge to the wallet that paid it. */
export default observer(function Refund() {
  const stores = useStores()
  const [refund] = useState(() => new RefundStore(stores))
  useDidShow(() => void refund.load())
  return (
    <View className='page'>
      <OfflineBar online={stores.network.online} words='没有网络，暂时退不了。' />
      <DoneNotice refund={refund} />
      <RefundList refund={refund} />
      <Returned refund={refund} />
      <PreviewSheet refund={refund} />
    </View>
  )
})

const DoneNotice = observer(function DoneNotice({ refund }: { refund: RefundStore }) {
  const { provider } = useStores().wallet
  if (!refund.done) return null
  const amount = formatYuan(refund.done.amountFen)
  return (
    <Notice
      id='refunded'
      words={{
        what: `正在退回 ${amount}`,
        next: `原路退到${PURSE_WORDS[provider]}，一般几分钟到账。`,
      }}
    />
  )
})

const RefundList = observer(function RefundList({ refund }: { refund: RefundStore }) {
  const { account, notRefundable, refundable } = refund.account
  return (
    <WhenLoaded loaded={account} skeleton={[3, 3]} onRetry={() => void refund.load()} isCard>
      {() => {
        const listed = [...refundable, ...notRefundable]
        if (listed.length === 0) {
          return <Empty title='暂无可退的充值' hint='钱包充的、还没花的本金，在这里退' />
        }
        return listed.map((recharge, index) => (
          <RechargeCard
            key={recharge.rechargeId}
            id={`refund-${index + 1}`}
            recharge={recharge}
            refund={refund}
          />
        ))
      }}
    </WhenLoaded>
  )
})

/** Completed and pending refunds. */
const Returned = observer(function Returned({ refund }: { refund: RefundStore }) {
  const { clock } = useStores()
  const { refunds } = refund.account
  if (refunds.length === 0) return null
  return (
    <View className='card'>
      <View className='refund__title'>退款记录</View>
      {refunds.map(({ amountFen, reason, requestedAtMs, ...progress }) => (
        <Line
          key={`${requestedAtMs}-${amountFen}`}
          label={`${dayAndTime(requestedAtMs, clock.now())} ${REFUND_WORDS[reason]}`}
        >
          {`${formatYuan(amountFen)} ${refundWords(progress, clock.now())}`}
        </Line>
      ))}
    </View>
  )
})

interface RechargeCardProps {
  readonly id: string
  readonly recharge: RechargeView
  readonly refund: RefundStore
}

function RechargeCard({ id, recharge, refund }: RechargeCardProps) {
  const { clock } = useStores()
  const { amountFen, left, notRefundable, refundable, requestedAtMs } = recharge
  return (
    <View className='card refund-card'>
      <View className='refund-card__words'>
        <View className='refund-card__title'>充值 {formatYuan(amountFen)}</View>
        <View className='refund-card__hint'>
          {dayAndTime(requestedAtMs, clock.now())} · 本金还剩 {formatYuan(left.principalFen)}
        </View>
        {notRefundable && <View className='refund-card__hint'>{wordsFor(notRefundable).what}</View>}
      </View>
      {refundable && (
        <ActionButton
          id={id}
          kind='small'
          label={`退 ${formatYuan(refundable.amountFen)}`}
          onTap={() => void refund.choose(recharge)}
        />
      )}
    </View>
  )
}
