import type { ContractOfferView, ContractTermsView, ContractView } from '@palm/shared/api/contract'
import { NO_TALLY } from '@palm/shared/contract/contract'
import { basisPoints } from '@palm/shared/kernel/basis-points'
import { fen } from '@palm/shared/kernel/fen'
import { DAY_MS, later } from '@palm/shared/kernel/instant'
import { fenPerLitre, millilitre } from '@palm/shared/kernel/volume'
import { ALWAYS } from '@palm/shared/pricing/rules/condition'
import { NOON } from './phone'
import { branded, type Plain } from './plain'

/** ¥0.50 less per litre for 100 litres, for ¥1,000 of 92# at one station in 90 days. */
const TERMS: ContractTermsView = {
  templateId: 'contract-template:taxi',
  version: 3,
  title: '每升优惠合约',
  textHash: 'h3',
  benefit: { kind: 'per-litre', offPerLitre: fenPerLitre(50), limitMl: millilitre(100_000) },
  promise: { unit: 'fen', amountFen: fen(100_000) },
  period: { kind: 'days', days: 90 },
  condition: { ...ALWAYS, stationIds: ['station:bj0001'], gradeIds: ['petrol-92'] },
  stationNames: ['朝阳北路加油站'],
  coolingOffDays: 7,
  outcome: { growthFen: fen(50_000), breachGrowthFen: fen(20_000), breachPauseDays: 30 },
}

const HALF = { at: basisPoints(5_000), couponTitles: ['便利店 5 元券'] }

export const anOfferView = (overrides: Partial<Plain<ContractOfferView>> = {}): ContractOfferView =>
  branded<ContractOfferView>({
    ...TERMS,
    paragraphs: ['九十天内加满一千元。'],
    milestones: [HALF],
    signByMs: null,
    refusal: null,
    ...overrides,
  })

export const SIGNED = {
  signing: {
    templateId: TERMS.templateId,
    version: 3,
    textHash: 'h3',
    signedAtMs: NOON,
    consent: 'ticked',
  },
  fromMs: NOON,
  toMs: later(NOON, 90 * DAY_MS),
  coolingOffUntilMs: later(NOON, 7 * DAY_MS),
} as const

/** Signed at `NOON`, nothing bought yet. */
export const aContractView = (overrides: Partial<Plain<ContractView>> = {}): ContractView =>
  branded<ContractView>({
    ...TERMS,
    contractId: 'contract:1',
    state: { ...SIGNED, status: 'cooling-off' },
    tally: NO_TALLY,
    done: 0,
    pace: {
      unit: 'fen',
      left: 100_000,
      daysLeft: 90,
      doneShare: basisPoints(0),
      fillsLeft: null,
      isOnPace: true,
    },
    forecastMs: null,
    milestones: [{ ...HALF, isReached: false }],
    quotaLeftMl: millilitre(100_000),
    mayStepBack: true,
    ...overrides,
  })
