import { OBSTACLE_WORDS, titleDetail } from '@palm/client/words/invoice'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import { dayAndTime } from '@palm/client/words/times'
import type { InvoiceableView } from '@palm/shared/api/invoice'
import { formatYuan } from '@palm/shared/kernel/fen'
import { formatLitres } from '@palm/shared/kernel/volume'
import { View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { type ReactNode, useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { Chips } from '../../../components/input/chips'
import { BottomBar } from '../../../components/layout/bottom-bar'
import { Icon } from '../../../components/layout/icon'
import { Empty } from '../../../components/state/empty'
import { Notice } from '../../../components/state/notice'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { openInvoiceTitles, readAddress, showInvoice } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import { TitlesStore } from '../titles/titles-store'
import './apply.scss'
import { ApplyStore } from './apply-store'

const KINDS = [
  { value: 'orders', label: '加油订单' },
  { value: 'recharges', label: '充值' },
] as const

/** 开发票: what for, in whose name, and the sum. */
export default observer(function Apply() {
  const stores = useStores()
  const { of, orderId } = readAddress(useRouter().params)
  const [store] = useState(
    () => new ApplyStore(stores, { orderId, of: of === 'recharges' ? of : 'orders' }),
  )
  const [titles] = useState(() => new TitlesStore(stores))
  useDidShow(() => {
    void store.load()
    void titles.load()
  })
  return (
    <View className='page'>
      <OfflineBar online={stores.network.online} words='没有网络，暂时不能申请。' />
      <TitleCard titles={titles} />
      <Chips name='of' kind='quiet' chips={KINDS} chosen={store.of} onChoose={store.show} />
      {store.of === 'orders' ? <Orders store={store} /> : <Recharges store={store} />}
      {store.refusal && <Notice tone='danger' words={wordsFor(store.refusal)} />}
      <View className='apply__hint'>
        按实际付的钱开。积分、赠送金、优惠券抵掉的部分不开发票；充值和用它加的油，只能开一次。
      </View>
      <ApplyBar store={store} titles={titles} />
    </View>
  )
})

const TitleCard = observer(function TitleCard({ titles }: { readonly titles: TitlesStore }) {
  return (
    <WhenLoaded loaded={titles.titles} skeleton={[2]} onRetry={() => void titles.load()} isCard>
      {() => {
        const { chosen } = titles
        return (
          <View
            className='card apply__title'
            id='title'
            role='link'
            onClick={() => void openInvoiceTitles()}
          >
            <View className='apply__rest'>
              <View className='apply__label'>发票抬头</View>
              <View className='apply__name'>{chosen ? chosen.name : '填一个抬头'}</View>
              <View className='apply__detail'>
                {chosen ? titleDetail(chosen) : '个人写名字就行，企业要税号'}
              </View>
            </View>
            <Icon name='next' />
          </View>
        )
      }}
    </WhenLoaded>
  )
})

const Orders = observer(function Orders({ store }: { readonly store: ApplyStore }) {
  const { clock } = useStores()
  return (
    <View>
      <WhenLoaded
        loaded={store.orders}
        skeleton={[3, 3]}
        onRetry={() => void store.load()}
        isCard
        isEmpty={(value) => value.length === 0 && store.nextBeforeMs === null}
        empty={
          <View className='card'>
            <Empty title='没有可以开票的订单' hint='加完油、还没开过发票的订单会在这里' />
          </View>
        }
      >
        {(value) =>
          value.map((order, n) => (
            <Choice
              key={order.orderId}
              id={`order-${n}`}
              isChosen={store.chosenOrders.includes(order.orderId)}
              one={order}
              title={order.stationName}
              onTap={() => store.toggle(order)}
            >
              <View>
                {order.gradeName} · {formatLitres(order.volumeMl)} · 尾号 {order.tail}
              </View>
              <View>{dayAndTime(order.atMs, clock.now())}</View>
            </Choice>
          ))
        }
      </WhenLoaded>
      {store.orders.at === 'ready' && store.nextBeforeMs !== null && (
        <ActionButton
          id='older'
          kind='plain'
          label='看更早的订单'
          loading={store.loadingMore}
          onTap={() => void store.loadMore()}
        />
      )}
    </View>
  )
})

const Recharges = observer(function Recharges({ store }: { readonly store: ApplyStore }) {
  const { clock } = useStores()
  return (
    <WhenLoaded
      loaded={store.orders}
      skeleton={[3]}
      onRetry={() => void store.load()}
      isCard
      isEmpty={() => store.recharges.length === 0}
      empty={
        <View className='card'>
          <Empty title='没有可以开票的充值' hint='给加油订单开过发票的充值，不能再开' />
        </View>
      }
    >
      {() =>
        store.recharges.map((recharge, n) => (
          <Choice
            key={recharge.rechargeId}
            id={`recharge-${n}`}
            isChosen={store.chosenRecharge === recharge.rechargeId}
            one={recharge}
            title='电子账户充值'
            onTap={() => store.choose(recharge.rechargeId)}
          >
            <View>{dayAndTime(recharge.atMs, clock.now())}</View>
            <View>开了充值的发票，用它加的油就不能再开。</View>
          </Choice>
        ))
      }
    </WhenLoaded>
  )
})

interface ChoiceProps {
  readonly id: string
  readonly title: string
  readonly one: InvoiceableView
  readonly isChosen: boolean
  readonly onTap: () => void
  readonly children: ReactNode
}

function Choice({ children, id, isChosen, one, onTap, title }: ChoiceProps) {
  const { amountFen, obstacle, payeeName } = one
  const kind = obstacle !== null ? ' apply__one--off' : isChosen ? ' apply__one--chosen' : ''
  return (
    <View
      id={id}
      className={`card apply__one${kind}`}
      role='checkbox'
      aria-checked={isChosen}
      aria-disabled={obstacle !== null}
      onClick={() => obstacle === null && onTap()}
    >
      <View className='apply__mark'>{isChosen ? '✓' : ''}</View>
      <View className='apply__rest'>
        <View className='apply__line'>
          <View className='apply__name'>{title}</View>
          <View className='apply__amount'>{formatYuan(amountFen)}</View>
        </View>
        <View className='apply__detail'>
          {children}
          <View>{payeeName}</View>
          {obstacle !== null && <View className='apply__obstacle'>{OBSTACLE_WORDS[obstacle]}</View>}
        </View>
      </View>
    </View>
  )
}

interface ApplyBarProps {
  readonly store: ApplyStore
  readonly titles: TitlesStore
}

const ApplyBar = observer(function ApplyBar({ store, titles }: ApplyBarProps) {
  const { chosen } = titles
  const { amountFen, busy, count } = store
  const apply = async () => {
    if (!chosen) return openInvoiceTitles()
    const invoice = await store.apply(chosen.id)
    if (invoice) await showInvoice(invoice.invoiceId)
  }
  return (
    <BottomBar>
      <View className='apply__sum'>
        {count === 0
          ? '请选要开票的订单'
          : store.of === 'orders'
            ? `共 ${count} 笔`
            : '共 1 笔充值'}
      </View>
      <ActionButton
        id='send'
        label={count === 0 ? '申请开票' : `申请开票 ${formatYuan(amountFen)}`}
        // The titles may arrive after the orders: a tap before would ask for one that exists.
        disabled={count === 0 || titles.titles.at !== 'ready'}
        loading={busy}
        onTap={() => void apply()}
      />
    </BottomBar>
  )
})
