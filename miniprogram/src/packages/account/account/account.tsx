import type { AccountView } from '@palm/shared/api/account'
import { formatYuan } from '@palm/shared/kernel/fen'
import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { BottomBar } from '../../../components/layout/bottom-bar'
import { Money } from '../../../components/figure/money'
import { Notice } from '../../../components/state/notice'
import { OfflineBar } from '../../../components/state/offline-bar'
import { Row } from '../../../components/layout/row'
import { WhenLoaded } from '../../../components/state/when-loaded'
import {
  openCard,
  openInvoiceApplication,
  openRecharge,
  openRefund,
  openSafety,
  openStatement,
} from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import { AccountStore } from '../../../stores/account-store'
import { FREEZE_WORDS } from '@palm/client/words/benefits/stored-value'
import { timeOfDay } from '@palm/client/words/times'
import './account.scss'
import { Offers } from './offers'

/** 电子账户: balance with principal and gift shown separately, and its actions. */
export default observer(function Account() {
  const stores = useStores()
  const [account] = useState(() => new AccountStore(stores))
  useDidShow(() => void account.load())
  return (
    <View className='page'>
      <OfflineBar online={stores.network.online} words='没有网络，这里是上次看到的余额。' />
      <AccountCards store={account} />
    </View>
  )
})

const AccountCards = observer(function AccountCards({ store }: { store: AccountStore }) {
  const { account } = store
  return (
    <WhenLoaded loaded={account} skeleton={[4, 3]} onRetry={() => void store.load()} isCard>
      {(value) => {
        const { freeze, isOffered, offers } = value
        return (
          <View>
            <Balance view={value} />
            {freeze && (
              <Notice
                id='frozen'
                tone='danger'
                words={{
                  what: `账户已冻结：${FREEZE_WORDS[freeze.reason]}`,
                  next: freeze.byMember
                    ? '里面的钱都在，暂时不能用、不能退。在「账户安全」里解除。'
                    : '里面的钱都在，暂时不能用、不能退。请联系油站客服。',
                }}
              />
            )}
            <OpenRecharge store={store} />
            <Ways store={store} />
            {offers.length > 0 && isOffered && <Offers offers={offers} />}
            {isOffered && (
              <BottomBar>
                <ActionButton
                  id='recharge'
                  label='充值'
                  disabled={freeze !== null}
                  onTap={() => void openRecharge()}
                />
              </BottomBar>
            )}
          </View>
        )
      }}
    </WhenLoaded>
  )
})

/** The principal is the main figure; the gift is shown beside it, never added. */
function Balance({ view }: { readonly view: AccountView }) {
  const { giftFen, limits, principalFen } = view
  return (
    <View className='card balance'>
      <View className='balance__label'>本金，没花的随时能退</View>
      <Money amount={principalFen} size='hero' id='principal' />
      <View className='balance__gift'>
        <View className='balance__label'>赠送金</View>
        <Money amount={giftFen} size='large' id='gift' />
      </View>
      <View className='balance__limit'>{limitWords(limits)}</View>
    </View>
  )
}

function limitWords({ maxFen, perDayFen, perOrderFen, roomFen }: AccountView['limits']): string {
  const order = perOrderFen === null ? '' : `每单最多用 ${formatYuan(perOrderFen)}，`
  const day = perDayFen === null ? '' : `每天最多用 ${formatYuan(perDayFen)}，`
  const room = `按规定，账户余额上限 ${formatYuan(maxFen)}，还可充 ${formatYuan(roomFen)}`
  return `${order}${day}${room}。`
}

/** Shown if the app was killed while the wallet was open. */
const OpenRecharge = observer(function OpenRecharge({ store }: { store: AccountStore }) {
  const { open } = store
  if (!open) return null
  return (
    <View onClick={() => void openRecharge()}>
      <Notice
        id='open-recharge'
        tone='attention'
        words={{
          what: `有一笔 ${formatYuan(open.amountFen)} 的充值等您付款`,
          next: `请在 ${timeOfDay(open.payByMs ?? open.requestedAtMs)} 前付好，或点这里取消。`,
        }}
      />
    </View>
  )
})

function safetyWords(view: AccountView | null): string {
  if (!view) return ''
  if (view.freeze?.byMember) return '已挂失'
  return view.guard.hasPassword ? '已设支付密码' : '设支付密码、挂失'
}

const Ways = observer(function Ways({ store }: { store: AccountStore }) {
  const { refundableFen } = store
  return (
    <View className='card account__rows'>
      <Row id='statement' label='收支明细' value='' onTap={() => void openStatement()} />
      <Row
        id='refund'
        label='退款'
        value={refundableFen > 0 ? `可退 ${formatYuan(refundableFen)}` : '暂无可退'}
        onTap={() => void openRefund()}
      />
      <Row
        id='safety'
        label='账户安全'
        value={safetyWords(store.view)}
        onTap={() => void openSafety()}
      />
      <Row
        id='invoice'
        label='开发票'
        value='给充值开'
        onTap={() => void openInvoiceApplication({ of: 'recharges' })}
      />
      <Row id='card' label='充值卡' value='用卡号充值' onTap={() => void openCard()} />
    </View>
  )
})
