import { quoteBaskets } from './quote/baskets'
import { bundled } from './quote/bundled'
import { jsonRules } from './quote/json-rules'
import { medusa } from './quote/medusa'
import { installPeers } from './quote/peers'
import type * as Product from './quote/product'
import { race } from './quote/race'
import { type Bar, conclude, print, rounded } from './report'

const COUPONS = [1, 3, 10, 20, 50] as const

/** Quotes a second of one core, by number of coupons. */
interface Speed {
  readonly coupons: number
  readonly product: number
  readonly medusa: number
  readonly jsonRules: number
}

/**
 * `npm run bench:quote`: what a quote costs with its full explanation, beside two engines for rules
 * and promotions on the same baskets in the same run. They do less: neither chooses among coupons,
 * knows groups, caps or member prices, or says what each benefit left unused would have cost.
 */
async function main(): Promise<void> {
  installPeers()
  const { product } = await bundled<typeof Product>('product')
  const speeds: Speed[] = []
  for (const coupons of COUPONS) {
    const baskets = quoteBaskets(coupons)
    const [ours = NaN, theirs = NaN, others = NaN] = await race([
      product(baskets),
      medusa(baskets),
      jsonRules(baskets),
    ])
    const speed = { coupons, product: ours, medusa: theirs, jsonRules: others }
    print(present(speed))
    speeds.push(speed)
  }
  const ten = speeds.find(({ coupons }) => coupons === 10)
  conclude(barsOf(speeds), { quotesPerSecond: Math.round(ten?.product ?? NaN) })
}

/** What we hold ourselves to; docs/pricing.md says why it can be had. */
const barsOf = (speeds: readonly Speed[]): Bar[] =>
  speeds.flatMap((speed): Bar[] => {
    switch (speed.coupons) {
      case 10:
        return [
          { name: 'quotes a second, 10 coupons', figure: speed.product, atLeast: 200_000 },
          { name: 'times the better peer, 10 coupons', figure: timesPeer(speed), atLeast: 25 },
        ]
      case 50:
        return [{ name: 'µs a quote, 50 coupons', figure: 1e6 / speed.product, atMost: 100 }]
      default:
        return []
    }
  })

const timesPeer = ({ jsonRules, medusa, product }: Speed): number =>
  product / Math.max(medusa, jsonRules)

const present = (speed: Speed) => ({
  measure: 'quotes a second',
  coupons: speed.coupons,
  'palm-refuel': Math.round(speed.product),
  '@medusajs/promotion': Math.round(speed.medusa),
  'json-rules-engine': Math.round(speed.jsonRules),
  timesBetterPeer: rounded(timesPeer(speed)),
})

void main()
