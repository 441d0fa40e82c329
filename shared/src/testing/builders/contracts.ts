import { basisPoints } from '../../kernel/basis-points'
import { fen } from '../../kernel/fen'
import { DAY_MS, type EpochMs, later } from '../../kernel/instant'
import { stationClock } from '../../kernel/station-clock'
import { fenPerLitre, millilitre, volumeFor } from '../../kernel/volume'
import type { Contract, ContractTerms } from '../../contract/contract'
import { offer, sign, type Sign } from '../../contract/sign'
import type { Commit } from '../../contract/use'
import { fundedByHeadquarters } from '../../ledger/party'
import { ALWAYS } from '../../pricing/rules/condition'
import type { Sale } from '../../pricing/rules/sale'
import { NOON } from './builders'
import { valueOf } from '../results'

/**
 * ¥0.50 off per litre for 100 litres, for ¥1,000 of 92# in 30 days; coupons at half of the promise
 * and at the end.
 */
export function someTerms(changes: Partial<ContractTerms> = {}): ContractTerms {
  return {
    templateId: 'contract-template:taxi',
    version: 3,
    title: '每升优惠合约',
    textHash: 'h3',
    benefit: { kind: 'per-litre', offPerLitre: fenPerLitre(50), limitMl: millilitre(100_000) },
    promise: { unit: 'fen', amountFen: fen(100_000) },
    period: { kind: 'days', days: 30 },
    condition: { ...ALWAYS, stationIds: ['station:bj0001'], gradeIds: ['petrol-92'] },
    milestones: [
      { at: basisPoints(5_000), couponTemplateIds: ['coupon-template:wash'] },
      { at: basisPoints(10_000), couponTemplateIds: ['coupon-template:gift'] },
    ],
    coolingOffDays: 7,
    outcome: { growthFen: fen(50_000), breachGrowthFen: fen(20_000), breachPauseDays: 30 },
    funding: fundedByHeadquarters,
    ...changes,
  }
}

export const anOfferedContract = (terms: Partial<ContractTerms> = {}): Contract =>
  valueOf(
    offer([], {
      contractId: 'contract:1',
      memberId: 'member:1',
      terms: someTerms(terms),
      signByMs: later(NOON, DAY_MS),
      nowMs: NOON,
    }),
  ).contract

export function aSign(changes: Partial<Sign> = {}): Sign {
  return { memberId: 'member:1', textHash: 'h3', consent: 'ticked', nowMs: NOON, ...changes }
}

/** Signed at `NOON`. */
export const aContract = (terms: Partial<ContractTerms> = {}): Contract =>
  valueOf(sign(anOfferedContract(terms), aSign())).contract

/** ¥200 of 92# at BJ0001, at `NOON`. */
export function aSale(changes: Partial<Sale> = {}, atMs: EpochMs = NOON): Sale {
  return {
    stationId: 'station:bj0001',
    gradeId: 'petrol-92',
    pumpPrice: fenPerLitre(800),
    amountFen: fen(20_000),
    clock: stationClock(atMs),
    ...changes,
  }
}

/** A confirmed sale of this amount. */
export function aCount(amount = 20_000, changes: Partial<Commit> = {}): Commit {
  const sale = aSale({ amountFen: fen(amount) })
  const volumeMl = volumeFor(sale.amountFen, sale.pumpPrice)
  return { orderId: 'order:1', sale, volumeMl, hadPrice: true, nowMs: NOON, ...changes }
}
