import type { HeldView, QuoteView, SavingView } from '@palm/shared/api/order'
import { formatYuan } from '@palm/shared/kernel/fen'
import type { Unused } from '@palm/shared/pricing/plans/why-not'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { WhenLoaded } from '../../../components/state/when-loaded'
import type { CashierStore } from './cashier-store'
import { givenByWords } from '@palm/client/words/benefits/given-by'
import { unusedWords } from '@palm/client/words/refusals/why-not'
import { WhySheet } from './why-sheet'

/** The cheapest plan, already chosen: each saving on its own line with its funder. */
export const PlanCard = observer(function PlanCard({ cashier }: { cashier: CashierStore }) {
  const { price } = cashier
  if (!price.quote) return null
  return (
    <WhenLoaded loaded={price.quote} skeleton={[2]} onRetry={price.again} isCard>
      {(value) => <Plan cashier={cashier} quote={value} />}
    </WhenLoaded>
  )
})

interface PlanProps {
  readonly cashier: CashierStore
  readonly quote: QuoteView
}

const Plan = observer(function Plan({ cashier, quote }: PlanProps) {
  const [asking, setAsking] = useState(false)
  const { lines, payableFen, unused } = quote
  const held = heldElsewhere(cashier, quote)
  const byHand = cashier.price.picked !== null
  const missed = unused.find(isWorthTelling)
  if (lines.length === 0 && !missed && !byHand && !held) return null
  return (
    <View className='card plan' id='plan'>
      <View className='plan__head'>
        <View className='plan__title'>{byHand ? '您选的方案' : '已为您选最省的方案'}</View>
        <View className='plan__why' id='why' role='button' onClick={() => setAsking(true)}>
          为什么 ›
        </View>
      </View>
      {lines.map((line) => (
        <Saving key={line.id} line={line} />
      ))}
      {lines.length === 0 && <View className='plan__from'>这一单没有能用的优惠</View>}
      {missed && (
        <View className='plan__unused'>
          没用「{missed.title}」：{unusedWords(missed, payableFen)}
        </View>
      )}
      {held && (
        <View
          className='plan__held'
          id='free-held'
          role='button'
          onClick={() => void cashier.freeHeld(held.orderId)}
        >
          {held.coupons} 张券被未付款的订单占用 · 取消那一单
        </View>
      )}
      <WhySheet open={asking} cashier={cashier} quote={quote} onClose={() => setAsking(false)} />
    </View>
  )
})

/** Held by another order than the one that this sale would pay again. */
const heldElsewhere = ({ checkout }: CashierStore, { held }: QuoteView): HeldView | null =>
  held && held.orderId !== checkout?.orderId ? held : null

/**
 * Benefits that the driver could have used, or could with a slightly larger amount; not those for
 * other fuel or days.
 */
const isWorthTelling = ({ why }: Unused): boolean =>
  'payableFen' in why || why.code === 'benefit/below-minimum'

function Saving({ line }: { readonly line: SavingView }) {
  return (
    <View className='plan__line'>
      <View className='plan__words'>
        <View>{line.title}</View>
        <View className='plan__from'>{givenByWords(line.givenBy)}</View>
      </View>
      <View className='plan__saved'>−{formatYuan(line.amountFen)}</View>
    </View>
  )
}
