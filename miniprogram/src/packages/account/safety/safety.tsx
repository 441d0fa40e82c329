import { FREEZE_WORDS } from '@palm/client/words/benefits/stored-value'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import { dayOf } from '@palm/client/words/times'
import type { AccountView } from '@palm/shared/api/account'
import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { Row } from '../../../components/layout/row'
import { Sheet } from '../../../components/layout/sheet'
import { Notice } from '../../../components/state/notice'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { copyText } from '../../../copy-text'
import { openHelp } from '../../../navigation'
import { AccountStore } from '../../../stores/account-store'
import { useStores } from '../../../stores/app-stores'
import { LimitsCard } from './limits-card'
import { PasswordSheet } from './password-sheet'
import { SafetyStore } from './safety-store'
import './safety.scss'

interface SafetyProps {
  readonly safety: SafetyStore
  readonly view: AccountView
}

/** 账户安全: what the member does against a phone in other hands. */
export default observer(function Safety() {
  const stores = useStores()
  const [account] = useState(() => new AccountStore(stores))
  const [safety] = useState(() => new SafetyStore(stores.api, account))
  useDidShow(() => void account.load())
  return (
    <View className='page'>
      <OfflineBar online={stores.network.online} words='没有网络，暂时改不了。挂失请打客服电话。' />
      {safety.refusal && safety.task === null && (
        <Notice id='refusal' tone='danger' words={wordsFor(safety.refusal)} />
      )}
      <WhenLoaded
        loaded={account.account}
        skeleton={[3, 3]}
        onRetry={() => void account.load()}
        isCard
      >
        {(view) => (
          <View>
            <Frozen safety={safety} view={view} />
            <PasswordCard safety={safety} view={view} />
            <LimitsCard safety={safety} view={view} />
            {view.freeze === null && <LossCard safety={safety} view={view} />}
            <View
              className='safety__number'
              id='copy-member'
              role='button'
              onClick={() => void copyText(stores.copy, view.memberId)}
            >
              会员号 {view.memberId.slice('member:'.length)} · 复制
            </View>
            <PasswordSheet safety={safety} />
          </View>
        )}
      </WhenLoaded>
    </View>
  )
})

const Frozen = observer(function Frozen({ safety, view: { freeze, guard } }: SafetyProps) {
  if (!freeze) return null
  const mayLift = freeze.byMember && guard.hasPassword
  return (
    <View>
      <Notice
        id='frozen'
        tone='danger'
        words={{
          what: freeze.byMember
            ? `${dayOf(freeze.atMs)}您已挂失，账户已冻结`
            : `账户已冻结：${FREEZE_WORDS[freeze.reason]}`,
          next: mayLift
            ? '里面的钱都在，暂时不能用、不能退。手机找回后，用支付密码解除。'
            : '里面的钱都在，暂时不能用、不能退。请联系客服，核实身份后解除。',
        }}
      />
      <View className='safety__unfreeze'>
        {mayLift ? (
          <ActionButton
            id='lift-loss'
            label='解除挂失'
            onTap={() => safety.begin({ kind: 'lift' })}
          />
        ) : (
          <ActionButton id='to-help' kind='plain' label='联系客服' onTap={() => void openHelp()} />
        )}
      </View>
    </View>
  )
})

const PasswordCard = observer(function PasswordCard({ safety, view }: SafetyProps) {
  const { hasPassword } = view.guard
  return (
    <View className='card'>
      <View className='safety__title'>支付密码</View>
      <View className='safety__hint'>
        {hasPassword
          ? '用电子账户付款超过免密额度时要输入。加油员和客服不会问您的密码。'
          : '还没有设置。拿到您手机的人能直接用电子账户付款。'}
      </View>
      {hasPassword ? (
        <View>
          <Row
            id='change-password'
            label='修改密码'
            value=''
            onTap={() => safety.begin({ kind: 'change' })}
          />
          <Row
            id='remove-password'
            label='关闭支付密码'
            value=''
            onTap={() => safety.begin({ kind: 'remove' })}
          />
          <Row id='forgotten' label='忘记密码' value='联系客服' onTap={() => void openHelp()} />
        </View>
      ) : (
        <View className='safety__button'>
          <ActionButton
            id='set-password'
            label='设置 6 位支付密码'
            disabled={view.freeze !== null}
            onTap={() => safety.begin({ kind: 'set' })}
          />
        </View>
      )}
    </View>
  )
})

const LossCard = observer(function LossCard({ safety, view }: SafetyProps) {
  const [asking, setAsking] = useState(false)
  const report = async () => {
    await safety.reportLoss()
    setAsking(false)
  }
  return (
    <View className='card'>
      <View className='safety__title'>挂失</View>
      <View className='safety__hint'>
        手机丢了，在另一台手机上登录后点这里，电子账户马上冻结。登录不了请打客服电话。
      </View>
      <View className='safety__button'>
        <ActionButton
          id='report-loss'
          kind='plain'
          label='挂失电子账户'
          onTap={() => setAsking(true)}
        />
      </View>
      <Sheet open={asking} title='确定挂失？' onClose={() => setAsking(false)}>
        <View className='safety__sheet'>
          {view.guard.hasPassword
            ? '挂失后电子账户不能付款、不能退款，钱都在。解除挂失要输入支付密码。'
            : '挂失后电子账户不能付款、不能退款，钱都在。您没有设置支付密码，解除挂失要找客服核实身份。'}
        </View>
        <ActionButton
          id='report-loss-now'
          label='挂失'
          loading={safety.busy}
          onTap={() => void report()}
        />
      </Sheet>
    </View>
  )
})
