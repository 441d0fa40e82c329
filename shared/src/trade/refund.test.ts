import fc from 'fast-check'
import { fen, sumFen } from '../kernel/fen'
import { DAY_MS, type EpochMs, later, SECOND_MS } from '../kernel/instant'
import { after, NOON } from '../testing/builders/builders'
import {
  isPastRefundPeriod,
  nextToSend,
  pendingOf,
  REFUND_SPACING_MS,
  REFUNDS_PER_PAYMENT_MAX,
  sendableFromMs,
  type TradeRefund,
  withRefundReserved,
  withRefundState,
} from './refund'

const aRefund = (changes: Partial<TradeRefund> = {}): TradeRefund => ({
  id: 'refund:no1r1',
  transactionId: 'wx-1',
  amountFen: fen(100),
  requestedAtMs: NOON,
  reason: 'correction',
  state: { at: 'requested' },
  ...changes,
})

const add = (refunds: readonly TradeRefund[], fresh: TradeRefund) =>
  withRefundReserved('no1', refunds, fresh, fresh.requestedAtMs)

const done = { at: 'done', doneAtMs: NOON } as const
const at = (seconds: number) => after(seconds * SECOND_MS)

describe('refunds of one payment', () => {
  const first = aRefund({ state: done })

  test('the first may be sent at once', () => {
    expect(add([], aRefund())).toEqual([aRefund()])
  })

  test('the second of a minute waits for the next', () => {
    const second = aRefund({ requestedAtMs: at(20) })
    expect(add([first], second)[1]).toMatchObject({ notBeforeMs: at(60) })
  })

  test('one of another payment waits for nobody', () => {
    const other = aRefund({ transactionId: 'wx-2' })
    expect(add([first], other)[1]).toEqual({ ...other, id: 'refund:no1r2' })
  })

  test('a third of its kind joins the one that waits', () => {
    const waiting = add([first], aRefund({ requestedAtMs: at(20) }))
    const joined = add(waiting, aRefund({ requestedAtMs: at(40) }))
    expect(joined.map(({ amountFen, id }) => [id, amountFen])).toEqual([
      ['refund:no1r1', 100],
      ['refund:no1r2', 200],
    ])
  })

  test.each<[string, Partial<TradeRefund>]>([
    ['of another kind', { reason: 'paid-twice', requestedAtMs: at(40) }],
    ['seconds before it is sent', { requestedAtMs: at(55) }],
  ])('a third %s gets a minute of its own', (_, changes) => {
    const waiting = add([first], aRefund({ requestedAtMs: at(20) }))
    const own = add(waiting, aRefund(changes))
    expect(own[2]).toMatchObject({ id: 'refund:no1r3', notBeforeMs: at(120) })
  })

  test('more than the provider makes are halted, for a person to pay out', () => {
    const many = Array.from({ length: REFUNDS_PER_PAYMENT_MAX }, (_, index) =>
      aRefund({ id: `refund:${index}`, state: done }),
    )
    expect(add(many, aRefund()).at(-1)?.state).toEqual({
      at: 'halted',
      reason: 'too-many',
      haltedAtMs: NOON,
    })
  })

  test('keep their sum, stay a minute apart and never exceed what the provider makes', () => {
    const asked = fc.array(fc.tuple(fc.nat(120_000), fc.integer({ min: 1, max: 500 })), {
      maxLength: 120,
    })
    fc.assert(
      fc.property(asked, (gaps) => {
        let [refunds, nowMs]: [readonly TradeRefund[], EpochMs] = [[], NOON]
        gaps.forEach(([gapMs, amountFen]) => {
          nowMs = later(nowMs, gapMs)
          const sent = nextToSend(refunds)
          if (sent && sendableFromMs(sent) <= nowMs) {
            refunds = withRefundState(refunds, sent.id, { at: 'done', doneAtMs: nowMs })
          }
          refunds = add(refunds, aRefund({ requestedAtMs: nowMs, amountFen: fen(amountFen) }))
        })
        const all = refunds.map(({ amountFen }) => amountFen)
        expect(sumFen(all)).toBe(gaps.reduce((sum, [, amountFen]) => sum + amountFen, 0))
        const made = refunds.filter(({ state }) => state.at !== 'halted').map(sendableFromMs)
        expect(made.length).toBeLessThanOrEqual(REFUNDS_PER_PAYMENT_MAX)
        made.forEach((ms, index) => {
          if (index > 0) expect(ms - made[index - 1]!).toBeGreaterThanOrEqual(REFUND_SPACING_MS)
        })
        expect(pendingOf(refunds).length).toBeLessThanOrEqual(REFUNDS_PER_PAYMENT_MAX)
      }),
    )
  })
})

test.each([
  [364, false],
  [365, true],
])('after %d days the period of a refund is over: %s', (days, over) => {
  expect(isPastRefundPeriod(NOON, after(days * DAY_MS))).toBe(over)
})
