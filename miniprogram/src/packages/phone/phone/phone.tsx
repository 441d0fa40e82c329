import { wordsFor } from '@palm/client/words/refusals/refusals'
import { dayAndTime, dayOf } from '@palm/client/words/times'
import type { PhoneView } from '@palm/shared/api/phone'
import { Input, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { Row } from '../../../components/layout/row'
import { Sheet } from '../../../components/layout/sheet'
import { Notice } from '../../../components/state/notice'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { useStores } from '../../../stores/app-stores'
import { useSeen } from '../../../use-seen'
import { PhoneButton } from './phone-button'
import { PhoneStore } from './phone-store'
import {
  APP_WORDS,
  codeWords,
  NO_NUMBER_WORDS,
  separationWords,
  validUntil,
  whereToLook,
} from './phone-words'
import './phone.scss'

/** 手机号: one person, one account in both wallets. */
export default observer(function Phone() {
  const stores = useStores()
  const [phone] = useState(() => new PhoneStore(stores))
  useSeen(phone)
  return (
    <View className='page'>
      <OfflineBar online={stores.network.online} words='没有网络，暂时绑不了手机号。' />
      <WhenLoaded loaded={phone.view} skeleton={[3]} onRetry={() => void phone.load()} isCard>
        {(view) => <Content phone={phone} view={view} />}
      </WhenLoaded>
    </View>
  )
})

interface ContentProps {
  readonly phone: PhoneStore
  readonly view: PhoneView
}

const Content = observer(function Content({ phone, view }: ContentProps) {
  const { noNumber, refusal } = phone
  return (
    <View className='phone'>
      {view.asked && <Asked phone={phone} asked={view.asked} />}
      {view.asking ? (
        <Asking phone={phone} asking={view.asking} />
      ) : view.phone ? (
        <Bound phone={phone} view={view} bound={view.phone} />
      ) : (
        <Unbound phone={phone} />
      )}
      {refusal && <Notice id='refusal' tone='danger' words={wordsFor(refusal)} />}
      {noNumber && <Notice id='no-number' tone='attention' words={NO_NUMBER_WORDS[noNumber]} />}
    </View>
  )
})

const BindButton = observer(function BindButton({
  kind,
  label,
  phone,
}: {
  readonly phone: PhoneStore
  readonly label: string
  readonly kind: 'main' | 'plain'
}) {
  const { wallet } = useStores()
  return (
    <PhoneButton
      button={wallet.phoneButton}
      kind={kind}
      label={label}
      loading={phone.busy}
      onAnswer={(answer) => void phone.bind(answer)}
    />
  )
})

function Unbound({ phone }: { readonly phone: PhoneStore }) {
  return (
    <View className='card phone__card'>
      <View className='phone__title'>微信、支付宝，一个账户</View>
      <View className='phone__text'>
        两边绑同一个手机号，优惠券、积分、合约和余额就合在一起，用哪个付款都一样。
      </View>
      <View className='phone__hint'>号码加密保存，只用来认您的账户。不绑也能加油、付款。</View>
      <BindButton phone={phone} kind='main' label='绑定手机号' />
    </View>
  )
}

interface AskingProps {
  readonly phone: PhoneStore
  readonly asking: NonNullable<PhoneView['asking']>
}

/** The other wallet has an account with this number: its digits are wanted here. */
const Asking = observer(function Asking({ asking, phone }: AskingProps) {
  const { clock } = useStores()
  return (
    <View className='card phone__card'>
      <View className='phone__title'>
        {asking.shown} 在{APP_WORDS[asking.wallet]}里有账户
      </View>
      <View className='phone__text'>
        {whereToLook(asking.wallet)}，把那里的 6 位确认码填在这里，两个账户就合成一个。
      </View>
      <Input
        id='merge-code'
        className='phone__input'
        type='number'
        value={phone.code}
        maxlength={6}
        placeholder='6 位确认码'
        onInput={({ detail }) => phone.type(detail.value)}
      />
      <View className='phone__hint'>{validUntil(asking.untilMs, clock.now())}</View>
      <ActionButton
        id='merge'
        label='合并账户'
        disabled={!phone.isWhole}
        loading={phone.busy}
        onTap={() => void phone.join()}
      />
      <ActionButton
        id='alone'
        kind='plain'
        label='那不是我的账户，只绑号码'
        onTap={() => void phone.decide('member.bindAlone')}
      />
      <ActionButton
        id='decline'
        kind='plain'
        label='先不绑了'
        onTap={() => void phone.decide('member.declineJoin')}
      />
    </View>
  )
})

interface AskedProps {
  readonly phone: PhoneStore
  readonly asked: NonNullable<PhoneView['asked']>
}

const Asked = observer(function Asked({ asked, phone }: AskedProps) {
  const { clock } = useStores()
  return (
    <View className='card phone__card'>
      <View className='phone__title'>{APP_WORDS[asked.wallet]}里有人要合并到这个账户</View>
      <View className='phone__text'>是您本人，就把确认码填到{APP_WORDS[asked.wallet]}里：</View>
      <View className='phone__code' id='shown-digits'>
        {codeWords(asked.code)}
      </View>
      <View className='phone__hint'>
        {validUntil(asked.untilMs, clock.now())}。不是您本人，别告诉任何人。
      </View>
      <ActionButton
        id='refuse-merge'
        kind='danger'
        label='不是我，拒绝'
        loading={phone.busy}
        onTap={() => void phone.decide('member.declineJoin')}
      />
    </View>
  )
})

interface BoundProps extends ContentProps {
  readonly bound: NonNullable<PhoneView['phone']>
}

const Bound = observer(function Bound({ bound, phone, view: { joined } }: BoundProps) {
  const { clock, wallet } = useStores()
  const other = wallet.provider === 'wechat' ? 'alipay' : 'wechat'
  const [asks, setAsks] = useState<'separate' | 'unbind' | null>(null)
  const nowMs = clock.now()
  return (
    <View>
      <View className='card phone__rows'>
        <Row id='shown-phone' label='手机号' value={bound.shown} />
        <Row id='bound-since' label='绑定' value={dayOf(bound.boundAtMs)} />
        <Row
          id='joined'
          label='账户'
          value={
            joined ? `已和${APP_WORDS[joined.wallet]}合并` : `只有${APP_WORDS[wallet.provider]}`
          }
        />
      </View>
      {!joined && (
        <View className='phone__below'>
          也用{APP_WORDS[other]}？{whereToLook(other)}，绑同一个号，两边就合成一个账户。
        </View>
      )}
      <View className='phone__acts'>
        <BindButton phone={phone} kind='plain' label='换一个手机号' />
        {joined?.undoUntilMs && (
          <ActionButton
            id='separate'
            kind='plain'
            label='撤销合并'
            onTap={() => setAsks('separate')}
          />
        )}
        <ActionButton id='unbind' kind='danger' label='解除绑定' onTap={() => setAsks('unbind')} />
      </View>
      {joined?.undoUntilMs && (
        <View className='phone__below'>
          {dayAndTime(joined.undoUntilMs, nowMs)} 前可以撤销合并。
        </View>
      )}
      <SureSheets asks={asks} phone={phone} onClose={() => setAsks(null)} />
    </View>
  )
})

interface SureSheetsProps {
  readonly asks: 'separate' | 'unbind' | null
  readonly phone: PhoneStore
  readonly onClose: () => void
}

function SureSheets({ asks, onClose, phone }: SureSheetsProps) {
  const decide = (act: 'member.separate' | 'member.unbindPhone') => {
    onClose()
    void phone.decide(act)
  }
  return (
    <View>
      <Sheet open={asks === 'separate'} title='撤销合并？' onClose={onClose}>
        <Sure
          id='separate-sure'
          words={separationWords()}
          label='撤销合并'
          onTap={() => decide('member.separate')}
        />
      </Sheet>
      <Sheet open={asks === 'unbind'} title='解除绑定？' onClose={onClose}>
        <Sure
          id='unbind-sure'
          words='我们会删掉这个号码。账户里的东西都在，已经合并的也还是一个账户。'
          label='解除绑定'
          onTap={() => decide('member.unbindPhone')}
        />
      </Sheet>
    </View>
  )
}

interface SureProps {
  readonly id: string
  readonly words: string
  readonly label: string
  readonly onTap: () => void
}

function Sure({ id, label, onTap, words }: SureProps) {
  return (
    <View>
      <View className='phone__text'>{words}</View>
      <ActionButton id={id} kind='danger' label={label} onTap={onTap} />
    </View>
  )
}
