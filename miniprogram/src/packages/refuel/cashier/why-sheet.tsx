import type { QuoteView, UnusedView } from '@palm/shared/api/order'
import type { CouponId } from '@palm/shared/coupon/coupon'
import { formatYuan } from '@palm/shared/kernel/fen'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { ActionButton } from '../../../components/input/action-button'
import { Sheet } from '../../../components/layout/sheet'
import type { CashierStore } from './cashier-store'
import { unusedWords } from '@palm/client/words/refusals/why-not'

interface WhySheetProps {
  readonly open: boolean
  readonly cashier: CashierStore
  readonly quote: QuoteView
  readonly onClose: () => void
}

/** The reasons for this plan and against others, and the driver's own choice. */
export const WhySheet = observer(function WhySheet(props: WhySheetProps) {
  const { cashier, onClose, open, quote } = props
  const used = quote.lines.flatMap((line) => (line.kind === 'coupon' ? [line.id] : []))
  const pick = (couponIds: readonly CouponId[] | null) => {
    cashier.pickCoupons(couponIds)
    onClose()
  }
  return (
    <Sheet open={open} title='价格明细' onClose={onClose}>
      <View className='why__proof'>{proofOf(quote)}</View>
      {quote.lines.map(({ amountFen, id, kind, title }) => (
        <View className='why__line' key={id}>
          <View className='why__words'>
            <View>{title}</View>
            <View className='why__reason'>已用，省 {formatYuan(amountFen)}</View>
          </View>
          {kind === 'coupon' && (
            <Action label='不用' onTap={() => pick(used.filter((other) => other !== id))} />
          )}
        </View>
      ))}
      {quote.unused.map((unused) => (
        <View className='why__line' key={unused.id}>
          <View className='why__words'>
            <View>{unused.title}</View>
            <View className='why__reason'>{unusedWords(unused, quote.payableFen)}</View>
          </View>
          <Exchange unused={unused} onPick={pick} />
        </View>
      ))}
      {cashier.price.picked !== null && (
        <ActionButton
          id='best-price'
          kind='plain'
          label='恢复最省的方案'
          onTap={() => pick(null)}
        />
      )}
    </Sheet>
  )
})

interface ExchangeProps {
  readonly unused: UnusedView
  readonly onPick: (couponIds: readonly CouponId[]) => void
}

/** Only where picking it gives exactly the figure beside it. */
function Exchange({ onPick, unused: { exchange } }: ExchangeProps) {
  if (!exchange) return null
  const couponIds = exchange.couponIds as readonly CouponId[]
  return <Action label='改用' onTap={() => onPick(couponIds)} />
}

/** All combinations were compared; the cost of the next best one is the proof. */
function proofOf({ amountFen, lines, payableFen, runnerUpFen }: QuoteView): string {
  const pump = `枪价 ${formatYuan(amountFen)}，这样付 ${formatYuan(payableFen)}。`
  if (lines.length === 0 || runnerUpFen === null) return pump
  const next = `换成其他组合，最低 ${formatYuan(runnerUpFen)}。`
  return runnerUpFen > payableFen ? pump + next : pump
}

function Action({ label, onTap }: { readonly label: string; readonly onTap: () => void }) {
  return (
    <View className='why__action' role='button' onClick={onTap}>
      {label}
    </View>
  )
}
