import { type BusinessDay, businessDay, epochMs, HOUR_MS, MINUTE_MS } from '../kernel/instant'
import { dayKey, orderKey } from '../passphrase/key'
import { passphraseIn, slotAt } from '../passphrase/passphrase'
import { after, anOrder, aPaidOrder, PAID } from '../testing/builders'
import { refused } from '../testing/results'
import { checkProof, expectedOf, type Proof } from './proof'

const keyOf = (day: BusinessDay) => dayKey('5e'.repeat(32), 'station:bj0001', day)
const order = aPaidOrder()
const NOW = after(2 * MINUTE_MS)

function aProof(changes: Partial<Extract<Proof, { digits: string }>> = {}): Proof {
  const atMs = changes.atMs ?? NOW
  const key = orderKey(keyOf(businessDay(atMs)), expectedOf(order))
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
  ['of nothing but the attendant’s word', { kind: 'none' }, 0, 'none'],
])('a proof %s is taken for what it is', (_, proof, lateMs, kind) => {
  expect(checkProof(order, proof, keyOf, epochMs(NOW + lateMs))).toEqual({ ok: true, value: kind })
})

test('a proof made around midnight is good under either day’s key', () => {
  const paidAtMs = epochMs(Date.parse('2026-11-21T15:58:00Z'))
  const late = anOrder({ state: { ...PAID, payment: { ...PAID.payment, paidAtMs } } })
  const atMs = epochMs(Date.parse('2026-11-21T16:05:00Z'))
  const seed = orderKey(keyOf('2026-11-21' as BusinessDay), expectedOf(late))
  const digits = passphraseIn(slotAt(atMs), seed).digits
  expect(checkProof(late, { kind: 'digits', digits, atMs }, keyOf, atMs).ok).toBe(true)
  const tooLate = epochMs(atMs + HOUR_MS)
  const stillShown = passphraseIn(slotAt(tooLate), seed).digits
  expect(
    checkProof(late, { kind: 'digits', digits: stillShown, atMs: tooLate }, keyOf, tooLate),
  ).toMatchObject(refused('passphrase/wrong'))
})
