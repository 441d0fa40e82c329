import { basisPoints } from '../kernel/basis-points'
import { DAY_MS, later } from '../kernel/instant'
import { NOON } from '../testing/builders/builders'
import {
  aContract,
  aCount,
  anOfferedContract,
  aSale,
  aSign,
  someTerms,
} from '../testing/builders/contracts'
import { refused, valueOf } from '../testing/results'
import { type Contract, isRunning, TRANSITIONS } from './contract'
import type { ContractDecision } from './decision'
import { creditsOf, settle } from './settle'
import { cancel, offer, sign, type Sign } from './sign'
import { commit, reserve } from './use'
import { millilitre } from '../kernel/volume'

const days = (number: number) => later(NOON, number * DAY_MS)
const offered = anOfferedContract()
const cooling = aContract()
const active = valueOf(commit(cooling, aCount())).contract
const broken = settle(active, days(30)).contract
const fulfilled = settle(valueOf(commit(cooling, aCount(100_000))).contract, days(30)).contract
const cancelled = valueOf(cancel(offered, 'member:1', NOON)).contract

describe('offering', () => {
  const anOffer = { contractId: 'contract:2', memberId: 'member:1', signByMs: days(1) } as const
  const again = { ...anOffer, terms: someTerms(), nowMs: days(31) }

  const five = Array.from({ length: 5 }, (_, index) => ({
    ...active,
    terms: someTerms({ templateId: `contract-template:${index}` }),
  }))

  test.each<[string, readonly Contract[], object, string]>([
    ['an offered contract', [offered], {}, 'contract/open-already'],
    ['a running contract', [active], {}, 'contract/open-already'],
    ['a sixth contract', five, {}, 'contract/too-many'],
    ['anything soon after a breach', [broken], { nowMs: days(59) }, 'contract/paused'],
  ])('refuses %s', (_, contracts, changes, code) => {
    expect(offer(contracts, { ...again, ...changes })).toMatchObject(refused(code))
  })

  test('is possible after the pause, after a cancellation, and beside another template', () => {
    const other = { ...active, terms: someTerms({ templateId: 'contract-template:other' }) }
    expect(offer([broken], { ...again, nowMs: days(60) }).ok).toBe(true)
    expect(offer([cancelled, fulfilled, other], again).ok).toBe(true)
  })

  test('repeating an offer creates one contract', () => {
    const same = { ...again, contractId: 'contract:1' } as const
    expect(valueOf(offer([active], same))).toEqual({ contract: active, releases: [] })
  })
})

describe('signing', () => {
  test.each<[string, Contract, Partial<Sign>, string]>([
    ['for another member', offered, { memberId: 'member:2' }, 'contract/unknown'],
    ['a cancelled contract', cancelled, {}, 'contract/not-offered'],
    [
      'a text that differs from the signed one',
      cooling,
      { textHash: 'h2' },
      'contract/not-offered',
    ],
    ['too late', offered, { nowMs: days(1) }, 'contract/offer-over'],
    ['another text', offered, { textHash: 'h2' }, 'contract/other-text'],
    ['without consent', offered, { consent: null }, 'contract/no-consent'],
  ])('refuses %s', (_, contract, changes, code) => {
    expect(sign(contract, aSign(changes))).toMatchObject(refused(code))
  })

  test('records version, text, instant and consent, once', () => {
    expect(cooling.state).toMatchObject({
      status: 'cooling-off',
      signing: {
        templateId: 'contract-template:taxi',
        version: 3,
        textHash: 'h3',
        signedAtMs: NOON,
        consent: 'ticked',
      },
      toMs: days(30),
      coolingOffUntilMs: days(7),
    })
    expect(valueOf(sign(cooling, aSign({ nowMs: days(2) }))).contract).toEqual(cooling)
  })

  test('a contract by months runs to the end of a month in China', () => {
    const { state } = aContract({ period: { kind: 'months', months: 3 } })
    expect(state).toMatchObject({ toMs: Date.parse('2027-03-01T00:00:00+08:00') })
  })

  test('without cooling-off the contract is binding at once, and its first milestone is released', () => {
    const milestones = [{ at: basisPoints(0), couponTemplateIds: [] }]
    const terms = { coolingOffDays: 0, milestones }
    const decision = valueOf(sign(anOfferedContract(terms), aSign()))
    expect(decision).toMatchObject({
      contract: { state: { status: 'active' } },
      releases: [{ contractId: 'contract:1', milestone: 0 }],
    })
    expect(valueOf(sign(anOfferedContract({ milestones }), aSign())).releases).toEqual([])
  })
})

describe('cancelling', () => {
  const reserved = valueOf(
    reserve(cooling, { orderId: 'order:1', sale: aSale(), priceMl: millilitre(1) }),
  ).contract

  test.each<[string, Contract, number, string]>([
    ['a fulfilled contract', fulfilled, 1, 'contract/ended'],
    ['a broken contract', broken, 1, 'contract/ended'],
    ['after a purchase', active, 1, 'contract/binding'],
    ['while an order has the price', reserved, 1, 'contract/binding'],
    ['after the cooling-off', cooling, 7, 'contract/binding'],
  ])('refuses to cancel %s', (_, contract, day, code) => {
    expect(cancel(contract, 'member:1', days(day))).toMatchObject(refused(code))
  })

  test('refuses to cancel for another member', () => {
    expect(cancel(cooling, 'member:2', NOON)).toMatchObject(refused('contract/unknown'))
  })

  test('is possible once, to the last millisecond of the cooling-off', () => {
    const { contract } = valueOf(cancel(cooling, 'member:1', later(days(7), -1)))
    expect(contract.state).toMatchObject({ status: 'cancelled', reason: 'withdrawn' })
    expect(valueOf(cancel(contract, 'member:1', days(8))).contract).toEqual(contract)
    expect(cancelled.state).toMatchObject({ reason: 'declined' })
  })
})

describe('transitions by time', () => {
  const waiting = valueOf(
    reserve(active, { orderId: 'order:2', sale: aSale(), priceMl: millilitre(1) }),
  ).contract
  const late = valueOf(commit(cooling, aCount(100_000, { nowMs: days(29) }))).contract

  test.each<[string, Contract, number, string]>([
    ['an offer is valid to its last millisecond', offered, 1 * DAY_MS - 1, 'offered'],
    ['an offer lapses', offered, DAY_MS, 'cancelled'],
    ['a contract cools off to the last millisecond', cooling, 7 * DAY_MS - 1, 'cooling-off'],
    ['a contract becomes binding', cooling, 7 * DAY_MS, 'active'],
    ['a contract runs to its last millisecond', late, 30 * DAY_MS - 1, 'active'],
    ['a kept promise is fulfilled', late, 30 * DAY_MS, 'fulfilled'],
    ['a promise that was not kept is broken', active, 30 * DAY_MS, 'broken'],
    ['a promise without any purchase is broken', cooling, 30 * DAY_MS, 'broken'],
    ['a pending order delays the verdict', waiting, 33 * DAY_MS - 1, 'active'],
    [
      'an unconfirmed order does not delay the verdict indefinitely',
      waiting,
      33 * DAY_MS,
      'broken',
    ],
  ])('%s', (_, contract, ms, status) => {
    const { contract: after } = settle(contract, later(NOON, ms))
    expect(after.state.status).toBe(status)
    expect(settle(after, later(NOON, ms))).toEqual({ contract: after, releases: [] })
  })

  test('at the end of the period fulfilled promises add credit, broken ones deduct it', () => {
    expect(creditsOf([offered, cooling, active, cancelled])).toEqual([])
    expect(creditsOf([fulfilled, broken])).toEqual([
      { atMs: days(30), growthFen: 50_000 },
      { atMs: days(30), growthFen: -20_000 },
    ])
  })
})

test('verbs follow the transition table', () => {
  const all = { offered, 'cooling-off': cooling, active, fulfilled, broken, cancelled }
  const verbs: readonly ((contract: Contract) => ContractDecision | null)[] = [
    (contract) => orNull(sign(contract, aSign())),
    (contract) => orNull(cancel(contract, 'member:1', NOON)),
    (contract) => orNull(commit(contract, aCount(1, { orderId: 'order:9' }))),
    (contract) => settle(contract, isRunning(contract.state) ? days(7) : days(40)),
    (contract) => (contract.state.status === 'active' ? settle(contract, days(30)) : null),
  ]
  const steps = Object.entries(all).map(([from, contract]) => [
    from,
    [...new Set(verbs.flatMap((verb) => verb(contract)?.contract.state.status ?? []))].filter(
      (to) => to !== from,
    ),
  ])
  const taken = Object.fromEntries(steps) as Record<string, readonly string[]>
  expect(taken).toMatchObject({ fulfilled: [], broken: [], cancelled: [] })
  for (const [from, tos] of Object.entries(TRANSITIONS)) {
    for (const to of taken[from] ?? []) expect(tos).toContain(to)
  }
})

const orNull = <Value>(result: { ok: true; value: Value } | { ok: false }): Value | null =>
  result.ok ? result.value : null
