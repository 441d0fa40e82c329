import { shownPlate } from '@palm/shared/member/plate'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect } from 'react'
import { Money } from '../../../components/figure/money'
import { Notice } from '../../../components/state/notice'
import { NozzleTile } from '../../../components/domain/nozzle-tile'
import { OfflineBar } from '../../../components/state/offline-bar'
import { goBack } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import type { VerifyOutcome, VerifyStore } from '../../../stores/staff/verify-store'
import { useSeen } from '../../../use-seen'
import { WAY_WORDS } from '@palm/client/words/order/order-status'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import { AskSheet } from '../ask-sheet'
import { DispensedStep } from './dispensed-step'
import { PassphraseStep } from './passphrase-step'
import { RefundRequestCard } from './refund-request-card'
import { RejectLink } from './reject-link'

export const VerifyScreen = observer(function VerifyScreen({ store }: { store: VerifyStore }) {
  const { network } = useStores()
  const { amountFen, gradeName, nozzleNumber, plate, tail, way } = store.subject
  useSeen(store)
  useLeaveWhenDone(store.outcome)
  return (
    <View className='page'>
      <OfflineBar online={network.online} words='没有网络，照样能核对；确认先存在这部手机上。' />
      <View className='card verify__subject'>
        <NozzleTile number={nozzleNumber} />
        <View className='verify__facts'>
          <Money amount={amountFen} size='large' id='amount' />
          <View className='verify__detail'>
            {[gradeName, way && WAY_WORDS[way], plate && shownPlate(plate), `尾号\u00a0${tail}`]
              .filter(Boolean)
              .join(' · ')}
          </View>
        </View>
      </View>
      {store.refusal && <Notice id='refusal' tone='danger' words={wordsFor(store.refusal)} />}
      <RefundRequestCard store={store} />
      {store.proof ? <DispensedStep store={store} /> : <PassphraseStep store={store} />}
      <RejectLink store={store} />
      {store.asking && <AskSheet store={store.asking} onClose={store.stopAsking} />}
    </View>
  )
})

const OUTCOME_WORDS: Readonly<Record<VerifyOutcome, string>> = {
  confirmed: '已确认',
  kept: '已存下，联网后上传',
  rejected: '已退款',
  asked: '已交给站长',
  declined: '已回复司机',
}

function useLeaveWhenDone(outcome: VerifyOutcome | null): void {
  useEffect(() => {
    if (outcome === null) return
    void Taro.showToast({ title: OUTCOME_WORDS[outcome], icon: 'none' })
    void goBack()
  }, [outcome])
}
