import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { basisPoints } from '../../kernel/basis-points'
import { fen, type Fen, formatYuan, parseYuan } from '../../kernel/fen'
import { DAY_MS } from '../../kernel/instant'
import { fenPerLitre } from '../../kernel/volume'
import { aBasis, aCoupon, aPrice, aSale } from '../../testing/plans/baskets'
import { after } from '../../testing/builders/builders'
import { bestPlan } from './best-plan'
import { ALWAYS } from '../rules/condition'
import type { CouponOffer } from '../rules/coupon-offer'
import type { PriceOffer } from '../rules/price-offer'
import type { Reduction } from '../rules/reduction'
import { type Unused, whyNot } from './why-not'

/** The table under its heading in docs/pricing.md, so that the document agrees with the product. */
const PAGE = readFileSync(join(__dirname, '../../../../docs/pricing.md'), 'utf8')
const DOCUMENT = PAGE.slice(PAGE.indexOf('## Worked examples'))

const [, , ...ROWS] = DOCUMENT.split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) => line.split('|').slice(1, -1))
  .map((cells) => cells.map((cell) => cell.trim()))

it('has examples', () => {
  expect(ROWS.length).toBeGreaterThanOrEqual(10)
})

it.each(ROWS)('%s', (_, amount = '', prices = '', coupons = '', ...expected) => {
  const best = bestPlan(
    aBasis({
      sale: aSale({ amountFen: yuan(amount) }),
      prices: entries(prices).map(priceOf),
      coupons: entries(coupons).map(couponOf),
    }),
  )
  const { plan, runnerUpFen } = best
  expect([
    [plan.price.id, ...plan.coupons.map(({ coupon }) => coupon.id)].join(' '),
    formatYuan(plan.payableFen),
    runnerUpFen === null ? '' : formatYuan(runnerUpFen),
    whyNot(best)
      .filter(({ id }) => id !== 'pump')
      .map(inWords)
      .join('; '),
  ]).toEqual(expected)
})

const entries = (cell: string): string[] => (cell === '' ? [] : cell.split('; '))

/** `gold ¥0.50/L` */
function priceOf(text: string): PriceOffer {
  const [id = '', off = ''] = text.split(' ')
  return aPrice({ id, price: { kind: 'off', offPerLitre: fenPerLitre(yuan(off)) } })
}

/**
 * `A 5% to ¥15.00 from ¥200.00 in x until 3 alone pump`: everything after the first two words is
 * optional.
 */
function couponOf(text: string): CouponOffer {
  const [id = '', off = '', ...words] = text.split(' ')
  const said = (word: string) => {
    const place = words.indexOf(word)
    return place === -1 ? null : (words[place + 1] ?? '')
  }
  const [cap, days, minimum] = [said('to'), said('until'), said('from')]
  return aCoupon({
    id,
    reduction: reductionOf(off, cap === null ? null : yuan(cap)),
    condition: {
      ...ALWAYS,
      toMs: days === null ? null : after(Number(days) * DAY_MS),
      minimumFen: minimum === null ? fen(0) : yuan(minimum),
    },
    group: said('in') ?? id,
    alone: words.includes('alone'),
    pumpPriceOnly: words.includes('pump'),
  })
}

function reductionOf(off: string, capFen: Fen | null): Reduction {
  if (!off.endsWith('%')) return { kind: 'fixed', amountFen: yuan(off) }
  return { kind: 'percent', share: basisPoints(parseInt(off, 10) * 100), capFen }
}

/** `¥12.50`, `¥0.50/L` */
function yuan(text: string): Fen {
  const amount = parseYuan(text.replace('¥', '').replace('/L', ''))
  if (amount === null) throw new Error(`no amount: ${text}`)
  return amount
}

const inWords = ({ id, why }: Unused): string =>
  [
    id,
    why.code.replace('benefit/', ''),
    ...('payableFen' in why ? [formatYuan(why.payableFen)] : []),
  ].join(' ')
