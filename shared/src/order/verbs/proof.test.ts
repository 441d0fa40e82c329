import { epochMs, HOUR_MS, MINUTE_MS } from '../../kernel/instant'
import { hourAt, hourKey, type KeyHour, orderKey } from '../../passphrase/key'
import { passphraseIn, slotAt } from '../../passphrase/passphrase'
import { after, aPaidOrder, PAID_TRADE, withTradeState } from '../../testing/builders/builders'
import { UNPROVEN } from '../../testing/builders/orders'
import { refused } from '../../testing/results'
import { checkProof, expectedOf, type Proof } from './proof'

const keyOf = (hour: KeyHour) =>
  hourKey({ current: '5e'.repeat(32), next: null }, 'station:bj0001', hour)
const order = aPaidOrder()
const NOW = after(2 * MINUTE_MS)

function aProof(changes: Partial<Extract<Proof, { digits: string }>> = {}): Proof {
  const atMs = changes.atMs ?? NOW
  const key = orderKey(keyOf(hourAt(atMs)), expectedOf(order))
  return { kind: 'digits', digits: passphraseIn(slotAt(atMs), key).digits, atMs, ...changes }
}

test.each<[string, Proof, number, string]>([
  ['of the wrong digits', aProof({ digits: '000000' }), 0, 'passphrase/wrong'],
  ['from the future', aProof({ atMs: after(5 * MINUTE_MS) }), 0, 'passphrase/stale'],
  ['from before the payment', aProof({ atMs: after(-2 * MINUTE_MS) }), 0, 'passphrase/stale'],
  ['that arrives after a day', aProof(), 25 * HOUR_MS, 'passphrase/stale'],
])('a proof %s is refused', (_, proof, lateMs, code) => {
  expect(checkProof(order, proof, keyOf, epochMs(NOW + lateMs))).toMatchObject(refused(code))
})

test.each<[string, Proof, number, string]>([
  ['by digits', aProof(), 0, 'digits'],
  ['by a scan', aProof({ kind: 'scan' }), 0, 'scan'],
  ['made offline, hours ago', aProof(), 9 * HOUR_MS, 'digits'],
  ['of nothing but the attendant’s word', UNPROVEN, 0, 'none'],
])('a proof %s is taken for what it is', (_, proof, lateMs, kind) => {
  expect(checkProof(order, proof, keyOf, epochMs(NOW + lateMs))).toEqual({ ok: true, value: kind })
})

test('a proof made where two hours meet is good under either key, and no longer', () => {
  const sixOClock = epochMs(Date.parse('2026-11-21T06:00:00Z'))
  const paidAtMs = epochMs(sixOClock - 2 * MINUTE_MS)
  const late = withTradeState(aPaidOrder(), { ...PAID_TRADE, paidAtMs })
  const key = orderKey(keyOf(hourAt(paidAtMs)), expectedOf(late))
  const proofAt = (minutes: number): Proof => {
    const atMs = epochMs(sixOClock + minutes * MINUTE_MS)
    return { kind: 'digits', digits: passphraseIn(slotAt(atMs), key).digits, atMs }
  }
  const check = (minutes: number) =>
    checkProof(late, proofAt(minutes), keyOf, epochMs(sixOClock + minutes * MINUTE_MS))
  expect(check(-1).ok).toBe(true)
  expect(check(4).ok).toBe(true)
  expect(check(6)).toMatchObject(refused('passphrase/wrong'))
})
