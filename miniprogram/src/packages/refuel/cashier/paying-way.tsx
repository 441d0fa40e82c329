import type { QuoteView } from '@palm/shared/api/order'
import { type Fen, formatYuan } from '@palm/shared/kernel/fen'
import type { Provider } from '@palm/shared/trade/fact'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Toggle } from '../../../components/input/toggle'
import { Sheet } from '../../../components/layout/sheet'
import type { CashierStore } from './cashier-store'
import { tenderHint } from '@palm/client/words/order/tenders'
import { WALLET_WORDS } from '@palm/client/words/order/order-status'

interface PayingWayProps {
  readonly cashier: CashierStore
  readonly provider: Provider
}

interface ChosenWayProps extends PayingWayProps {
  readonly onChoose: () => void
}

/** Tenders: drivers with points or stored value choose whether to use them. */
export const PayingWay = observer(function PayingWay(props: ChosenWayProps) {
  const { cashier, onChoose, provider } = props
  const { quote } = cashier.price
  if (quote?.at !== 'ready' || !hasOwn(quote.value)) {
    return <View className='pay-bar__wallet'>{WALLET_WORDS[provider]}</View>
  }
  return (
    <View
      className='pay-bar__wallet pay-bar__wallet--chosen'
      id='paying-way'
      role='button'
      onClick={onChoose}
    >
      {tenderHint(quote.value, provider)} ›
    </View>
  )
})

interface PayingWaySheetProps extends PayingWayProps {
  readonly open: boolean
  readonly onClose: () => void
}

/** Outside of the bar, which would keep it from covering the whole screen. */
export const PayingWaySheet = observer(function PayingWaySheet(props: PayingWaySheetProps) {
  const { cashier, onClose, open, provider } = props
  const { quote } = cashier.price
  return (
    <Sheet open={open && quote?.at === 'ready'} title='付款方式' onClose={onClose}>
      {quote?.at === 'ready' && (
        <Tenders cashier={cashier} provider={provider} quote={quote.value} />
      )}
    </Sheet>
  )
})

const hasOwn = ({ offered }: QuoteView): boolean =>
  offered.points !== null || offered.storedValueFen !== null

interface TendersProps extends PayingWayProps {
  readonly quote: QuoteView
}

const Tenders = observer(function Tenders({ cashier, provider, quote }: TendersProps) {
  const { offered, tenders } = quote
  const { use } = cashier.price
  return (
    <View>
      {offered.points && (
        <Tender
          id='use-points'
          name='积分抵现'
          words={`${offered.points.points} 积分抵 ${formatYuan(offered.points.worthFen)}`}
          paysFen={tenders.pointsFen}
          on={use.points}
          onSwitch={(points) => cashier.letPay({ ...use, points })}
        />
      )}
      {offered.storedValueFen !== null && (
        <Tender
          id='use-stored-value'
          name='电子账户'
          words={`可用 ${formatYuan(offered.storedValueFen)}`}
          paysFen={tenders.storedValueFen}
          on={use.storedValue}
          onSwitch={(storedValue) => cashier.letPay({ ...use, storedValue })}
        />
      )}
      <View className='tender'>
        <View className='tender__words'>
          <View>{WALLET_WORDS[provider]}</View>
          <View className='tender__hint'>支付剩余部分</View>
        </View>
        <View className='tender__figure'>{formatYuan(tenders.walletFen)}</View>
      </View>
    </View>
  )
})

interface TenderProps {
  readonly id: string
  readonly name: string
  readonly words: string
  readonly paysFen: Fen
  readonly on: boolean
  readonly onSwitch: (on: boolean) => void
}

function Tender({ id, name, on, onSwitch, paysFen, words }: TenderProps) {
  return (
    <View className='tender' id={id} role='switch' aria-checked={on} onClick={() => onSwitch(!on)}>
      <View className='tender__words'>
        <View>{name}</View>
        <View className='tender__hint'>{words}</View>
      </View>
      <View className='tender__figure'>{on ? formatYuan(paysFen) : '不用'}</View>
      <Toggle on={on} />
    </View>
  )
}
