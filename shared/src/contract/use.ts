import { type Fen, NO_FEN } from '../kernel/fen'
import type { Id } from '../kernel/id'
import { type EpochMs, laterOf } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import { type Millilitre, millilitre } from '../kernel/volume'
import { type Condition, type Unmet, unmet } from '../pricing/rules/condition'
import type { PriceOffer } from '../pricing/rules/price-offer'
import type { Sale } from '../pricing/rules/sale'
import { type Contract, type ContractUse, isRunning, type RunningState } from './contract'
import { type ContractDecision, withoutReleases, withReleases } from './decision'
import { promiseOf, quotaLeftMl, subtractTally, tallyOfUse } from './progress'

/**
 * The price that a contract offers its member at an instant (I13); null if it is not running, has
 * no price or no litres left. Pass the order's id when an order is quoted again because less was
 * dispensed.
 */
export function priceOffer(
  contract: Contract,
  nowMs: EpochMs,
  orderId: Id<'order'> | null = null,
): PriceOffer | null {
  const { id, state, terms } = contract
  const { benefit, funding } = terms
  if (!isRunning(state) || benefit.kind !== 'per-litre') return null
  if (nowMs < state.fromMs || nowMs >= state.toMs) return null
  const limitMl = quotaLeftMl(contract, orderId)
  const waiting = contract.uses.filter(({ counted }) => counted === null)
  if (limitMl === 0 || waiting.length >= WAITING_MAX) return null
  return {
    id,
    kind: 'contract',
    title: contract.terms.title,
    price: { kind: 'off', offPerLitre: benefit.offPerLitre },
    limitMl,
    paidBy: 'anything',
    condition: within(terms.condition, state),
    funding,
  }
}

/**
 * Maximum number of orders that hold litres; further orders get other prices until one of them
 * ends.
 */
const WAITING_MAX = 20

/** The condition limited to the contract's period. */
function within(condition: Condition, { fromMs, toMs }: RunningState): Condition {
  const ends = condition.toMs !== null && condition.toMs < toMs
  return {
    ...condition,
    fromMs: laterOf(condition.fromMs ?? fromMs, fromMs),
    toMs: ends ? condition.toMs : toMs,
  }
}

export type ReserveRefusal =
  /** The order already holds another number of litres. */
  | { readonly code: 'contract/reserved-otherwise' }
  | { readonly code: 'contract/not-running' }
  | Unmet
  /** The litres are taken by another order of the member, perhaps from another phone. */
  | { readonly code: 'contract/quota-short'; readonly leftMl: Millilitre }

export interface Reserve {
  readonly orderId: Id<'order'>
  readonly sale: Sale
  /** Litres to sell at the price; zero keeps the contract open until the order counts. */
  readonly priceMl: Millilitre
}

/** Reserves an order's litres, so that concurrent orders share the remaining quota. */
export function reserve(
  contract: Contract,
  { orderId, priceMl, sale }: Reserve,
): Result<ContractDecision, ReserveRefusal> {
  const known = useOf(contract, orderId)
  if (known) {
    const same = known.priceMl === priceMl
    return same ? ok(withoutReleases(contract)) : refuse({ code: 'contract/reserved-otherwise' })
  }
  const { state, terms } = contract
  if (!isRunning(state)) return refuse({ code: 'contract/not-running' })
  const reason = unmet(within(terms.condition, state), sale)
  if (reason) return refuse(reason)
  const leftMl = quotaLeftMl(contract)
  if (leftMl !== null && priceMl > leftMl) return refuse({ code: 'contract/quota-short', leftMl })
  const uses = [...contract.uses, { orderId, priceMl, counted: null }]
  return ok(withoutReleases({ ...contract, uses }))
}

/** The order came to nothing: its reserved litres are free again. Counted orders stay. */
export const cancel = (contract: Contract, orderId: Id<'order'>): ContractDecision =>
  withoutReleases({
    ...contract,
    uses: contract.uses.filter((use) => use.orderId !== orderId || use.counted !== null),
  })

export type CommitRefusal =
  /** The order has already counted with another amount. */
  | { readonly code: 'contract/counted-otherwise' }
  | { readonly code: 'contract/not-running' }
  /** The sale does not qualify for the contract: release its reserved litres. */
  | Unmet

export interface Commit {
  readonly orderId: Id<'order'>
  /** The dispensed fuel, as of the instant of the order. */
  readonly sale: Sale
  readonly volumeMl: Millilitre
  /** Its reserved litres were sold at the contract's price: it counts, whatever was dispensed. */
  readonly hadPrice: boolean
  readonly nowMs: EpochMs
}

/**
 * A confirmed order counts once, at whatever price; the first one makes the contract binding.
 * Without the contract's price it uses no quota.
 */
export function commit(
  contract: Contract,
  { hadPrice, nowMs, orderId, sale, volumeMl }: Commit,
): Result<ContractDecision, CommitRefusal> {
  const known = useOf(contract, orderId)
  const { amountFen } = sale
  if (known?.counted) {
    const same = known.counted.amountFen === amountFen && known.counted.volumeMl === volumeMl
    return same ? ok(withoutReleases(contract)) : refuse({ code: 'contract/counted-otherwise' })
  }
  const { state, terms } = contract
  if (!isRunning(state)) return refuse({ code: 'contract/not-running' })
  const priceMl = (hadPrice && known?.priceMl) || millilitre(0)
  const reason = priceMl > 0 ? null : unmet(within(terms.condition, state), sale)
  if (reason) return refuse(reason)
  const use: ContractUse = {
    orderId,
    priceMl,
    counted: { amountFen, volumeMl, refundedFen: NO_FEN, refundedMl: millilitre(0), atMs: nowMs },
  }
  const others = contract.uses.filter((other) => other !== known)
  return ok(
    withReleases(
      {
        ...contract,
        state: { ...state, status: 'active' },
        uses: [...others, use],
      },
      nowMs,
    ),
  )
}

export type RefundRefusal =
  { readonly code: 'contract/never-counted' } | { readonly code: 'contract/refund-above-counted' }

export interface Refund {
  readonly orderId: Id<'order'>
  /** Total refunded so far, so that repeating the call has no further effect. */
  readonly refundedFen: Fen
  readonly refundedMl: Millilitre
  readonly nowMs: EpochMs
}

/**
 * A refund is deducted and its litres are free again. An order refunded in full is treated as if it
 * never existed: it no longer fulfils the promise or makes the contract binding.
 */
export function refund(
  contract: Contract,
  { nowMs, orderId, refundedFen, refundedMl }: Refund,
): Result<ContractDecision, RefundRefusal> {
  const use = useOf(contract, orderId)
  if (!use?.counted) return refuse({ code: 'contract/never-counted' })
  const { counted } = use
  if (refundedFen > counted.amountFen || refundedMl > counted.volumeMl) {
    return refuse({ code: 'contract/refund-above-counted' })
  }
  if (refundedFen <= counted.refundedFen && refundedMl <= counted.refundedMl) {
    return ok(withoutReleases(contract))
  }
  const isAll = refundedFen === counted.amountFen && refundedMl === counted.volumeMl
  const next = isAll ? [] : [{ ...use, counted: { ...counted, refundedFen, refundedMl } }]
  const uses = contract.uses.flatMap((one) => (one === use ? next : [one]))
  return ok(withoutReleases(asCounted({ ...contract, uses }, nowMs)))
}

/** The contract in the state that follows from its counted orders. */
function asCounted(contract: Contract, nowMs: EpochMs): Contract {
  const { settled, state, uses } = contract
  if (state.status === 'fulfilled') {
    const { done, promised } = promiseOf(contract)
    return done >= promised ? contract : { ...contract, state: { ...state, status: 'broken' } }
  }
  const isUnused = uses.length === 0 && settled.orders === 0
  const isFree = state.status === 'active' && isUnused && nowMs < state.coolingOffUntilMs
  return isFree ? { ...contract, state: { ...state, status: 'cooling-off' } } : contract
}

/** The contract with an order taken out of the sum and listed individually again. */
export const recalled = (contract: Contract, use: ContractUse): Contract => ({
  ...contract,
  settled: subtractTally(contract.settled, tallyOfUse(use)),
  uses: [...contract.uses, use],
})

const useOf = ({ uses }: Contract, orderId: Id<'order'>) =>
  uses.find((use) => use.orderId === orderId)
