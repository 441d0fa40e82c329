import { type Fen, NO_FEN } from '../kernel/fen'
import type { Id } from '../kernel/id'
import { type EpochMs, laterOf } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import { type Millilitre, millilitre } from '../kernel/volume'
import { type Condition, type Unmet, unmet } from '../pricing/condition'
import type { PriceOffer } from '../pricing/price-offer'
import type { Sale } from '../pricing/sale'
import { type Contract, type ContractUse, isRunning, type RunningState } from './contract'
import { type ContractDecision, withoutReleases, withReleases } from './decision'
import { promiseOf, quotaLeftMl, subtractTally, tallyOfUse } from './progress'

/**
 * The price that a contract gives at an instant, for the member whose document it is in (I13);
 * null when there is none: not running, no price, no litre left. An order that is quoted again,
 * because less was dispensed, says which it is.
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
  if (limitMl === 0 || waiting.length >= WAITING_MOST) return null
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

/** So many orders keep litres at once; others are at other prices until one of them ends. */
const WAITING_MOST = 20

/** A condition that holds in the contract's period only. */
function within(condition: Condition, { fromMs, toMs }: RunningState): Condition {
  const ends = condition.toMs !== null && condition.toMs < toMs
  return {
    ...condition,
    fromMs: laterOf(condition.fromMs ?? fromMs, fromMs),
    toMs: ends ? condition.toMs : toMs,
  }
}

export type ReserveRefusal =
  /** The order keeps another number of litres. */
  | { readonly code: 'contract/reserved-otherwise' }
  | { readonly code: 'contract/not-running' }
  | Unmet
  /** Somebody else's order, perhaps one's own on another phone, took them. */
  | { readonly code: 'contract/quota-short'; readonly leftMl: Millilitre }

export interface Reserve {
  readonly orderId: Id<'order'>
  readonly sale: Sale
  /** How many litres of it are to have the price; none keeps the contract open until it counts. */
  readonly priceMl: Millilitre
}

/** An order that takes the price keeps its litres: two at once share what is left of the quota. */
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

/** The order was not paid, or sent back: its litres are free again. What has counted stays. */
export const release = (contract: Contract, orderId: Id<'order'>): ContractDecision =>
  withoutReleases({
    ...contract,
    uses: contract.uses.filter((use) => use.orderId !== orderId || use.counted !== null),
  })

export type CountRefusal =
  /** The order has counted as another amount. */
  | { readonly code: 'contract/counted-otherwise' }
  | { readonly code: 'contract/not-running' }
  /** Not a sale that the contract is about: litres that it reserved are to be released. */
  | Unmet

export interface Count {
  readonly orderId: Id<'order'>
  /** What went into the tank, as of when it was ordered. */
  readonly sale: Sale
  readonly volumeMl: Millilitre
  /** What it had reserved was sold at the contract's price: it counts, whatever was dispensed. */
  readonly hadPrice: boolean
  readonly nowMs: EpochMs
}

/**
 * A confirmed order counts once, whatever price it had; the first makes the contract binding.
 * Without the contract's price it takes nothing of the quota.
 */
export function count(
  contract: Contract,
  { hadPrice, nowMs, orderId, sale, volumeMl }: Count,
): Result<ContractDecision, CountRefusal> {
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

export type UncountRefusal =
  { readonly code: 'contract/never-counted' } | { readonly code: 'contract/refund-above-counted' }

export interface Uncount {
  readonly orderId: Id<'order'>
  /** All that was refunded up to now: saying it twice is the same as once. */
  readonly refundedFen: Fen
  readonly refundedMl: Millilitre
  readonly nowMs: EpochMs
}

/**
 * A refund counts no more, and its litres are free again. An order of which nothing is left has not
 * been: a promise that was kept with it is not, and nothing was bought that binds its member.
 */
export function uncount(
  contract: Contract,
  { nowMs, orderId, refundedFen, refundedMl }: Uncount,
): Result<ContractDecision, UncountRefusal> {
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

/** With the state that what still counts leads to. */
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

/** With the use of an order that had become part of the sum by itself again. */
export const recalled = (contract: Contract, use: ContractUse): Contract => ({
  ...contract,
  settled: subtractTally(contract.settled, tallyOfUse(use)),
  uses: [...contract.uses, use],
})

const useOf = ({ uses }: Contract, orderId: Id<'order'>) =>
  uses.find((use) => use.orderId === orderId)
