import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { fen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import { type BusinessDay, businessDay, type EpochMs, epochMs, MINUTE_MS } from '../kernel/instant'
import { after, NOON } from '../testing/builders'
import { refused } from '../testing/results'
import { type DayKey, dayKey, mac, orderKey } from './key'
import { passphraseIn, SLOT_MS, slotAt, slotRemainderMs } from './passphrase'
import { readShownCode, type ShownCode, writeShownCode } from './shown-code'
import { type Expected, type Verifier, verifyDigits, verifyShown } from './verify'
import { FIRST_WORDS, SECOND_WORDS } from './words'

const SECRET = '5e'.repeat(32)
const STATION = 'station:bj0001'
const TODAY = businessDay(NOON)

const keyOf = (day: BusinessDay, station: Id<'station'> = STATION): DayKey =>
  dayKey(SECRET, station, day)

function anExpected(changes: Partial<Expected> = {}): Expected {
  return {
    orderId: 'order:0123456789abcdef7k2m',
    tail: '7K2M',
    nozzleNumber: 3,
    amountFen: fen(20_000),
    ...changes,
  }
}

function aVerifier(changes: Partial<Verifier> = {}): Verifier {
  return {
    stationId: STATION,
    keys: [{ day: TODAY, key: keyOf(TODAY) }],
    used: new Set(),
    waiting: [],
    nowMs: NOON,
    ...changes,
  }
}

/** The digits on a driver's phone. */
const shownBy = (expected: Expected, nowMs: EpochMs = NOON, key = keyOf(TODAY)) =>
  passphraseIn(slotAt(nowMs), orderKey(key, expected)).digits

function aShown(changes: Partial<ShownCode> = {}): ShownCode {
  const { amountFen, nozzleNumber, orderId } = anExpected()
  return {
    stationId: STATION,
    day: TODAY,
    orderId,
    nozzleNumber,
    amountFen,
    digits: shownBy(anExpected()),
    ...changes,
  }
}

describe('the passphrase', () => {
  test('keys are plain HMAC-SHA256, as another implementation computes it', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.stringMatching(/^[!-~]{0,80}$/),
        (key, text) => {
          const hex = Buffer.from(key).toString('hex')
          expect(mac(hex, text)).toBe(createHmac('sha256', key).update(text).digest('hex'))
        },
      ),
    )
  })

  test('holds for a slot of 30 seconds and changes with the next', () => {
    const key = orderKey(keyOf(TODAY), anExpected())
    const slotStart = epochMs(slotAt(NOON) * SLOT_MS)
    const at = (ms: number) => passphraseIn(slotAt(epochMs(slotStart + ms)), key)
    expect(at(0)).toEqual(at(SLOT_MS - 1))
    expect(at(0)).not.toEqual(at(SLOT_MS))
    expect(slotRemainderMs(epochMs(slotStart + 12_000))).toBe(18_000)
    expect(at(0)).toMatchObject({
      digits: expect.stringMatching(/^\d{6}$/),
      words: [expect.any(String), expect.any(String)],
    })
  })

  test('words are 32 each, all different, and take part evenly', () => {
    expect(new Set([...FIRST_WORDS, ...SECOND_WORDS]).size).toBe(64)
    const key = orderKey(keyOf(TODAY), anExpected())
    const first = new Set(
      Array.from({ length: 600 }, (_, slot) => passphraseIn(slot, key).words[0]),
    )
    expect(first.size).toBe(32)
  })
})

describe('digits', () => {
  const expected = anExpected()
  const other = anExpected({ orderId: 'order:0123456789abcdef9999', tail: '9999' })
  const yesterday = '2026-11-20' as BusinessDay

  test.each<[string, string, Partial<Verifier>, string]>([
    ['nobody’s', '000000', {}, 'passphrase/wrong'],
    ['three slots old', shownBy(expected, after(-3 * SLOT_MS)), {}, 'passphrase/stale'],
    ['nine minutes old', shownBy(expected, after(-9 * MINUTE_MS)), {}, 'passphrase/stale'],
    ['an hour old', shownBy(expected, after(-60 * MINUTE_MS)), {}, 'passphrase/wrong'],
    [
      'accepted before',
      shownBy(expected),
      { used: new Set([expected.orderId]) },
      'passphrase/used',
    ],
    [
      'made with yesterday’s key',
      shownBy(expected, NOON, keyOf(yesterday)),
      {
        keys: [
          { day: TODAY, key: keyOf(TODAY) },
          { day: yesterday, key: keyOf(yesterday) },
        ],
      },
      'passphrase/another-day',
    ],
    [
      'made with another station’s key',
      shownBy(expected, NOON, keyOf(TODAY, 'station:bj0002')),
      {},
      'passphrase/wrong',
    ],
    [
      'a neighbour’s at another nozzle',
      shownBy({ ...other, nozzleNumber: 7 }),
      { waiting: [expected, { ...other, nozzleNumber: 7 }] },
      'passphrase/another-nozzle',
    ],
    [
      'of another amount',
      shownBy({ ...other, amountFen: fen(10_000) }),
      { waiting: [expected, { ...other, amountFen: fen(10_000) }] },
      'passphrase/another-amount',
    ],
    [
      'of another order at the nozzle',
      shownBy(other),
      { waiting: [expected, other] },
      'passphrase/another-order',
    ],
  ])('that are %s are refused', (_, digits, changes, code) => {
    expect(verifyDigits(digits, expected, aVerifier(changes))).toMatchObject(refused(code))
  })

  test.each([
    ['of this slot', 0],
    ['of the slot before', -SLOT_MS],
    ['of the next slot, by a clock that is ahead', SLOT_MS],
  ])('%s are accepted', (_, shiftMs) => {
    expect(verifyDigits(shownBy(expected, after(shiftMs)), expected, aVerifier())).toMatchObject({
      ok: true,
    })
  })

  test.each([
    ['a minute to midnight', -1, true],
    ['29 minutes past midnight', 29, true],
    ['31 minutes past midnight', 31, false],
  ])('of the day before are good or not at %s', (_, minutes, good) => {
    const nowMs = epochMs(Date.parse('2026-11-21T16:00:00Z') + minutes * MINUTE_MS)
    const keys = [TODAY, businessDay(nowMs)].map((day) => ({ day, key: keyOf(day) }))
    const result = verifyDigits(shownBy(expected, nowMs), expected, aVerifier({ keys, nowMs }))
    expect(result.ok).toBe(good)
    if (!result.ok) expect(result).toMatchObject(refused('passphrase/another-day'))
  })

  test('nobody guesses them', () => {
    const accepted = Array.from({ length: 3_000 }, (_, i) =>
      String(i * 331).padStart(6, '0'),
    ).filter((digits) => verifyDigits(digits, expected, aVerifier()).ok)
    // Three live slots of a million: the odds are one in a hundred that a single one of these hits.
    expect(accepted.length).toBeLessThanOrEqual(1)
  })
})

describe('a scanned code', () => {
  test.each<[string, Partial<ShownCode>, string]>([
    ['another station', { stationId: 'station:bj0002' }, 'passphrase/another-station'],
    ['another day', { day: '2026-11-20' as BusinessDay }, 'passphrase/another-day'],
    ['another nozzle', { nozzleNumber: 7 }, 'passphrase/another-nozzle'],
    ['another amount', { amountFen: fen(20_001) }, 'passphrase/another-amount'],
    ['another order', { orderId: 'order:0123456789abcdef9999' }, 'passphrase/another-order'],
    ['this order, with digits that are nobody’s', { digits: '000000' }, 'passphrase/wrong'],
  ])('of %s is refused', (_, changes, code) => {
    expect(verifyShown(aShown(changes), anExpected(), aVerifier())).toMatchObject(refused(code))
  })

  test('of this order is accepted, by its own word, where the order is not known yet', () => {
    const shown = aShown()
    expect(verifyShown(shown, { ...shown, tail: '7K2M' }, aVerifier())).toMatchObject({ ok: true })
  })

  test('reads back what was written', () => {
    expect(readShownCode(writeShownCode(aShown()))).toEqual(aShown())
  })

  test.each([
    'https://palm.example/p/BJ0001-03',
    '',
    'PR1|bj0001|2026-11-21|0123456789abcdef7k2m|3|20000|41807',
    'PR2|bj0001|2026-11-21|0123456789abcdef7k2m|3|20000|418073',
    'PR1|bj0001|2026-11-21|0123456789abcdef7k2m|3|99999999|418073',
  ])('%j is none', (text) => {
    expect(readShownCode(text)).toBeNull()
  })
})
