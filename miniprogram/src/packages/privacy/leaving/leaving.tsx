import { wordsFor } from '@palm/client/words/refusals/refusals'
import { dayOf } from '@palm/client/words/times'
import type { LeavingView } from '@palm/shared/api/privacy'
import type { LeaveObstacle } from '@palm/shared/member/leaving/leaving'
import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { PasswordPad } from '../../../components/input/password-pad'
import { Row } from '../../../components/layout/row'
import { Sheet } from '../../../components/layout/sheet'
import { Notice } from '../../../components/state/notice'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import {
  openAccount,
  openContract,
  openData,
  openHelp,
  openInvoice,
  openOrder,
} from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import { PASSWORD_DIGITS } from '../../../stores/digits'
import { LeavingStore } from './leaving-store'
import { lossLines, obstacleWords, stoppedWords } from './leaving-words'
import './leaving.scss'

interface LeavingProps {
  readonly leaving: LeavingStore
  readonly view: LeavingView
}

/** 注销账户: obstacles, losses, kept records; then a week to think again. */
export default observer(function Leaving() {
  const stores = useStores()
  const [leaving] = useState(() => new LeavingStore(stores))
  useDidShow(() => void leaving.load())
  return (
    <View className='page'>
      <OfflineBar online={stores.network.online} words='没有网络，暂时不能注销。' />
      <WhenLoaded
        loaded={leaving.view}
        skeleton={[3, 4]}
        onRetry={() => void leaving.load()}
        isCard
      >
        {(view) =>
          view.leavesAtMs === null ? (
            <Before leaving={leaving} view={view} />
          ) : (
            <UnderWay leaving={leaving} leavesAtMs={view.leavesAtMs} />
          )
        }
      </WhenLoaded>
    </View>
  )
})

const Before = observer(function Before({ leaving, view }: LeavingProps) {
  const { hasRead, refusal } = leaving
  const isFree = view.obstacles.length === 0
  return (
    <View>
      {view.stoppedBy !== null && isFree && (
        <Notice
          id='stopped'
          tone='attention'
          words={{
            what: '上次没有注销',
            next: `${stoppedWords(view.stoppedBy)}。要注销请再申请一次。`,
          }}
        />
      )}
      {!isFree && <Obstacles obstacles={view.obstacles} />}
      <Consequences view={view} />
      {refusal && !leaving.asking && (
        <Notice id='refusal' tone='danger' words={wordsFor(refusal)} />
      )}
      {isFree && (
        <View>
          <View
            className='leaving__read'
            id='has-read'
            role='checkbox'
            aria-checked={hasRead}
            onClick={() => leaving.read()}
          >
            <View className={hasRead ? 'leaving__box leaving__box--on' : 'leaving__box'} />
            <View>我看过了，知道注销后找不回来</View>
          </View>
          <ActionButton
            id='ask-leave'
            kind='danger'
            label='申请注销'
            disabled={!hasRead}
            onTap={() => leaving.ask()}
          />
        </View>
      )}
      <LastQuestion leaving={leaving} view={view} />
    </View>
  )
})

function Obstacles({ obstacles }: { readonly obstacles: readonly LeaveObstacle[] }) {
  return (
    <View className='card leaving__rows' id='obstacles'>
      <View className='leaving__title'>先办完这些，才能注销</View>
      {obstacles.map((obstacle, place) => {
        const { way, what } = obstacleWords(obstacle)
        const open = wayOut(obstacle)
        return (
          <Row
            key={`${obstacle.code}-${place}`}
            id={`obstacle-${place}`}
            label={what}
            value={way}
            {...(open ? { onTap: open } : {})}
          />
        )
      })}
    </View>
  )
}

/** The screen on which an obstacle ends; null where it ends elsewhere. */
function wayOut(obstacle: LeaveObstacle): (() => void) | null {
  switch (obstacle.code) {
    case 'leave/order-open':
    case 'leave/refund-pending':
      return () => void openOrder(obstacle.orderId)
    case 'leave/money-left':
    case 'leave/recharge-pending':
      return () => void openAccount()
    case 'leave/contract-running':
      return () => void openContract(obstacle.contractId)
    case 'leave/invoice-pending':
      return () => void openInvoice(obstacle.invoiceId)
    case 'leave/frozen':
    case 'leave/question-open':
      return () => void openHelp()
    case 'leave/works-here':
      return null
  }
}

function Consequences({ view }: { readonly view: LeavingView }) {
  const lost = lossLines(view.losses)
  return (
    <View className='card leaving__card'>
      <View className='leaving__title'>注销后</View>
      {lost.map((line) => (
        <View className='leaving__line leaving__line--lost' key={line}>
          {line}
        </View>
      ))}
      <View className='leaving__line'>称呼、手机号、车牌、发票抬头、消息都会删掉</View>
      <View className='leaving__line'>会员等级没有了；手机号可以再注册新账户</View>
      <View className='leaving__line'>
        订单、账目和已开的发票，法律要求留几年。留下的不再带您的手机号和车牌，也查不到是谁的；已开发票上的抬头改不了
      </View>
      <View className='leaving__copy'>
        <Row
          id='copy-first'
          label='先取一份我的信息'
          value='注销后就取不到了'
          onTap={() => void openData()}
        />
      </View>
    </View>
  )
}

const LastQuestion = observer(function LastQuestion({ leaving, view }: LeavingProps) {
  const { asking, busy, digits, refusal } = leaving
  return (
    <Sheet
      open={asking}
      title={view.needsPassword ? '请输入支付密码' : '确定申请注销？'}
      onClose={() => leaving.drop()}
    >
      {refusal && <Notice id='leave-refusal' tone='danger' words={wordsFor(refusal)} />}
      <View className='leaving__sheet'>7 天后注销。这 7 天里照常能用，随时可以撤回。</View>
      {view.needsPassword ? (
        <PasswordPad
          count={digits.typed.length}
          length={PASSWORD_DIGITS}
          onKey={(key) => void leaving.type(key)}
        />
      ) : (
        <ActionButton
          id='leave-sure'
          kind='danger'
          label='申请注销'
          loading={busy}
          onTap={() => void leaving.leave()}
        />
      )}
    </Sheet>
  )
})

const UnderWay = observer(function UnderWay({
  leavesAtMs,
  leaving,
}: {
  readonly leaving: LeavingStore
  readonly leavesAtMs: number
}) {
  return (
    <View className='card leaving__card' id='under-way'>
      <View className='leaving__title'>{dayOf(leavesAtMs)} 注销</View>
      <View className='leaving__sheet'>
        在那之前照常能用，随时可以撤回。到时还有没办完的订单、退款或余额，就不会注销。
      </View>
      {leaving.refusal && <Notice id='refusal' tone='danger' words={wordsFor(leaving.refusal)} />}
      <ActionButton
        id='stay'
        label='不注销了'
        loading={leaving.busy}
        onTap={() => void leaving.stay()}
      />
      <View className='leaving__copy'>
        <Row id='copy-first' label='先取一份我的信息' value='' onTap={() => void openData()} />
      </View>
    </View>
  )
})
