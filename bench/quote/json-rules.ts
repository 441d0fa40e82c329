import type { CouponOffer } from '@palm/shared/pricing/rules/coupon-offer'
import type { Basis } from '@palm/shared/pricing/plans/plan'
import type { Contestant } from './contestant'
import { requirePeer } from './peers'

interface JsonRulesEngine {
  readonly Engine: new (rules: readonly object[]) => RulesEngine
}

interface RulesEngine {
  run(facts: Readonly<Record<string, unknown>>): Promise<Run>
}

/** Each result lists the conditions that held, the closest to our reasons. */
interface Run {
  readonly events: readonly { readonly params: { readonly off: CouponOffer['reduction'] } }[]
  readonly failureResults: readonly unknown[]
}

/**
 * It decides which coupons may be used, with reasons; their reductions and combinations would be
 * left to its caller. The engine of a basket is made once.
 */
export function jsonRules(baskets: readonly Basis[]): Contestant {
  const { Engine } = requirePeer<JsonRulesEngine>('json-rules-engine')
  const sales = baskets.map(({ coupons, sale }) => ({
    engine: new Engine(coupons.map(ruleOf)),
    facts: {
      at: sale.clock.atMs,
      station: sale.stationId,
      grade: sale.gradeId,
      amount: sale.amountFen,
    },
  }))
  return {
    name: 'json-rules-engine',
    async run(quotes) {
      let sum = 0
      for (let index = 0; index < quotes; index += 1) {
        const { engine, facts } = sales[index % sales.length]!
        const { events, failureResults } = await engine.run(facts)
        sum += events.length + failureResults.length
      }
      return sum
    },
  }
}

const ruleOf = ({ condition, id, reduction }: CouponOffer): object => ({
  name: id,
  conditions: {
    all: [
      { fact: 'at', operator: 'greaterThanInclusive', value: condition.fromMs },
      { fact: 'at', operator: 'lessThan', value: condition.toMs },
      { fact: 'station', operator: 'in', value: condition.stationIds },
      { fact: 'grade', operator: 'in', value: condition.gradeIds },
      { fact: 'amount', operator: 'greaterThanInclusive', value: condition.minimumFen },
    ],
  },
  event: { type: 'coupon', params: { off: reduction } },
})
