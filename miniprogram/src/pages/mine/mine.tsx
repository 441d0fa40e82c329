import type { ProfileView } from '@palm/shared/api/member'
import { shownPlate } from '@palm/shared/member/plate'
import { GRADES } from '@palm/shared/station/grade'
import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { OfflineBar } from '../../components/state/offline-bar'
import { Row } from '../../components/layout/row'
import { WhenLoaded } from '../../components/state/when-loaded'
import {
  openAccount,
  openHelp,
  openInbox,
  openInvoices,
  openLoyalty,
  openOrders,
  openPhone,
  openProfile,
  openSettings,
  openSpending,
  openStaffJoin,
  openStaffQueue,
  openVehicles,
} from '../../navigation'
import { useStores } from '../../stores/app-stores'
import { WALLET_WORDS } from '@palm/client/words/order/order-status'
import { levelWords, pointsWords } from '@palm/client/words/benefits/loyalty'
import { unreadWords } from '@palm/client/words/message/unread'
import { balanceWords } from '@palm/client/words/benefits/stored-value'
import './mine.scss'

export default observer(function Mine() {
  const { enter, member, messages, network, staff } = useStores()
  // Points, level and balance change with every order, so they are reloaded.
  useDidShow(() => void enter())
  useDidShow(() => void messages.inbox.load())
  const isKnown = staff.me.at === 'ready' || member.member.at === 'ready'
  const isStaff =
    staff.me.at === 'ready' ||
    (member.member.at === 'ready' && member.member.value.staffName !== null)
  const isLeaving = member.member.at === 'ready' && member.member.value.leavesAtMs !== undefined
  return (
    <View className='page'>
      <OfflineBar online={network.online} words='没有网络，资料暂时改不了。' />
      <ProfileCard />
      <View className='card mine__rows'>
        <OrdersRow />
        <Row id='spending' label='花费' value='按月看，可导出' onTap={() => void openSpending()} />
        <LoyaltyRows />
        <AccountRow />
        <Row id='invoices' label='发票' value='开发票、看进度' onTap={() => void openInvoices()} />
      </View>
      <View className='card mine__rows'>
        <MessagesRow />
        <Row
          id='help'
          label='客服与帮助'
          value='常见问题、问题与反馈'
          onTap={() => void openHelp()}
        />
        <Row
          id='settings'
          label='设置'
          value={isLeaving ? '账户将注销，可以撤回' : '隐私、协议、关于'}
          onTap={() => void openSettings()}
        />
      </View>
      {/* Shown only after the member is known, so that staff are not asked for an invitation. */}
      {isKnown && (
        <View className='card mine__rows'>
          <Row
            id='staff'
            label='我是加油员'
            value={isStaff ? '去工作台' : '用邀请码加入'}
            onTap={() => void (isStaff ? openStaffQueue() : openStaffJoin())}
          />
        </View>
      )}
      <View className='card mine__about'>
        <View className='mine__about-title'>关于掌上加油</View>
        <View>
          付款由微信支付或支付宝完成，我们不经手您的银行卡。每一笔先写明收款的公司，再请您付款。
        </View>
      </View>
    </View>
  )
})

const ProfileCard = observer(function ProfileCard() {
  const { enter, member } = useStores()
  const { member: loaded, profile } = member
  return (
    <WhenLoaded loaded={loaded} skeleton={[4]} onRetry={() => void enter()} isCard>
      {(value) => (
        <View className='card mine__rows'>
          <View className='mine__who'>
            <View className='mine__name'>{profile?.nickname || '车主'}</View>
            <View className='mine__wallet'>用{WALLET_WORDS[value.provider]}付款</View>
          </View>
          <Row
            id='profile'
            label='我的资料'
            value={profile?.nickname || '未填写'}
            onTap={() => void openProfile()}
          />
          <Row
            id='vehicles'
            label='我的车'
            value={vehiclesWords(profile)}
            onTap={() => void openVehicles()}
          />
          <Row
            id='phone'
            label='手机号'
            value={value.phone ?? '绑定后两个钱包共用一个账户'}
            onTap={() => void openPhone()}
          />
        </View>
      )}
    </WhenLoaded>
  )
})

/** The plate of the usual vehicle, else its grade, and how many there are beside it. */
function vehiclesWords(profile: ProfileView | null): string {
  const [usual, ...others] = profile?.vehicles ?? []
  if (!usual) return '未填写'
  const { gradeId, plate } = usual
  const words = plate ? shownPlate(plate) : gradeId ? GRADES[gradeId].name : '未填车牌'
  return others.length === 0 ? words : `${words} 等 ${others.length + 1} 辆`
}

/** All orders, with the number of those that wait for something. */
const OrdersRow = observer(function OrdersRow() {
  const { home } = useStores()
  const open = home.isFresh ? (home.view?.openOrders.length ?? 0) : 0
  return (
    <Row
      id='orders'
      label='订单'
      value={open === 0 ? '加油记录' : `${open} 笔未完成`}
      onTap={() => void openOrders()}
    />
  )
})

/** 电子账户, if the operator offers it or there is a balance. */
const AccountRow = observer(function AccountRow() {
  const { member } = useStores().member
  const storedValue = member.at === 'ready' ? member.value.storedValue : null
  if (!storedValue) return null
  return (
    <Row
      id='account'
      label='电子账户'
      value={balanceWords(storedValue)}
      onTap={() => void openAccount()}
    />
  )
})

/** 消息, with the number of those that are unread. */
const MessagesRow = observer(function MessagesRow() {
  const { inbox, unread } = useStores().messages
  const value = unread === null ? '' : unreadWords(unread, inbox.nextBeforeMs !== null)
  return <Row id='messages' label='消息' value={value} onTap={() => void openInbox()} />
})

/** 会员 and points, if the operator has them. */
const LoyaltyRows = observer(function LoyaltyRows() {
  const { member } = useStores().member
  if (member.at !== 'ready') return null
  const { level, points } = member.value.loyalty
  const open = () => void openLoyalty()
  return (
    <>
      {level && <Row id='level' label='会员' value={levelWords(level)} onTap={open} />}
      {points && <Row id='points' label='积分' value={pointsWords(points)} onTap={open} />}
    </>
  )
})
