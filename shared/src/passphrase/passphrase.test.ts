import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { fen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import { type EpochMs, epochMs, HOUR_MS, MINUTE_MS } from '../kernel/instant'
import { after, NOON } from '../testing/builders/builders'
import { refused } from '../testing/results'
import {
  dutyHours,
  hourAt,
  type HourKey,
  hourKey,
  isOpenHour,
  type KeyHour,
  keyHour,
  mac,
  orderHoursAt,
  orderKey,
  type PassphraseSecrets,
} from './key'
import { passphraseIn, SLOT_MS, slotAt, slotRemainderMs } from './passphrase'
import { readShownCode, type ShownCode, writeShownCode } from './shown-code'
import { type Expected, type Verifier, verifyDigits, verifyShown } from './verify'
import { FIRST_WORDS, SECOND_WORDS } from './words'

const SECRET = '5e'.repeat(32)
const SECRETS = { current: SECRET, next: null }
const STATION = 'station:bj0001'
const THIS_HOUR = hourAt(NOON)

const keyOf = (hour: KeyHour, station: Id<'station'> = STATION): HourKey =>
  hourKey(SECRETS, station, hour)

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
    keys: [{ hour: THIS_HOUR, key: keyOf(THIS_HOUR) }],
    used: new Set(),
    waiting: [],
    nowMs: NOON,
    ...changes,
  }
}

/** The digits on a driver's phone. */
const shownBy = (expected: Expected, nowMs: EpochMs = NOON, key = keyOf(THIS_HOUR)) =>
  passphraseIn(slotAt(nowMs), orderKey(key, expected)).digits

function aShown(changes: Partial<ShownCode> = {}): ShownCode {
  const { amountFen, nozzleNumber, orderId, tail } = anExpected()
  return {
    stationId: STATION,
    hour: THIS_HOUR,
    orderId,
    tail,
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

  test('is valid for a slot of 30 seconds and changes with the next', () => {
    const key = orderKey(keyOf(THIS_HOUR), anExpected())
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

  test('has 32 words each, all different and evenly distributed', () => {
    expect(new Set([...FIRST_WORDS, ...SECOND_WORDS]).size).toBe(64)
    const key = orderKey(keyOf(THIS_HOUR), anExpected())
    const first = new Set(
      Array.from({ length: 600 }, (_, slot) => passphraseIn(slot, key).words[0]),
    )
    expect(first.size).toBe(32)
  })
})

describe('digits', () => {
  const expected = anExpected()
  const other = anExpected({ orderId: 'order:0123456789abcdef9999', tail: '9999' })
  const before = keyHour(THIS_HOUR - 3)

  test.each<[string, string, Partial<Verifier>, string]>([
    ['of no order', '000000', {}, 'passphrase/wrong'],
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
      'made with the key of three hours ago',
      shownBy(expected, NOON, keyOf(before)),
      {
        keys: [
          { hour: THIS_HOUR, key: keyOf(THIS_HOUR) },
          { hour: before, key: keyOf(before) },
        ],
      },
      'passphrase/another-hour',
    ],
    [
      'made with another station’s key',
      shownBy(expected, NOON, keyOf(THIS_HOUR, 'station:bj0002')),
      {},
      'passphrase/wrong',
    ],
    [
      'of a neighbour at another nozzle',
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
    ['four minutes before it', -4, true],
    ['six minutes before it', -6, false],
    ['in its last minute', 59, true],
    ['four minutes after it', 64, true],
    ['six minutes after it', 66, false],
  ])('of an hour are valid or not %s', (_, minutes, good) => {
    const nowMs = epochMs(THIS_HOUR * HOUR_MS + minutes * MINUTE_MS)
    const keys = [{ hour: THIS_HOUR, key: keyOf(THIS_HOUR) }]
    const result = verifyDigits(shownBy(expected, nowMs), expected, aVerifier({ keys, nowMs }))
    expect(result.ok).toBe(good)
    if (!result.ok) expect(result).toMatchObject(refused('passphrase/another-hour'))
  })

  test('cannot be guessed', () => {
    const accepted = Array.from({ length: 3_000 }, (_, i) =>
      String(i * 331).padStart(6, '0'),
    ).filter((digits) => verifyDigits(digits, expected, aVerifier()).ok)
    // Three live slots of a million: the probability that a single one of these matches is one in a
    // hundred.
    expect(accepted.length).toBeLessThanOrEqual(1)
  })
})

describe('a scanned code', () => {
  test.each<[string, Partial<ShownCode>, string]>([
    ['another station', { stationId: 'station:bj0002' }, 'passphrase/another-station'],
    ['another hour', { hour: keyHour(THIS_HOUR - 3) }, 'passphrase/another-hour'],
    ['another nozzle', { nozzleNumber: 7 }, 'passphrase/another-nozzle'],
    ['another amount', { amountFen: fen(20_001) }, 'passphrase/another-amount'],
    ['another order', { orderId: 'order:0123456789abcdef9999' }, 'passphrase/another-order'],
    ['this order, with digits of no order', { digits: '000000' }, 'passphrase/wrong'],
  ])('of %s is refused', (_, changes, code) => {
    expect(verifyShown(aShown(changes), anExpected(), aVerifier())).toMatchObject(refused(code))
  })

  test('of this order is accepted even if the order is not known yet', () => {
    const shown = aShown()
    expect(verifyShown(shown, shown, aVerifier())).toMatchObject({ ok: true })
  })

  test('round-trips', () => {
    expect(readShownCode(writeShownCode(aShown()))).toEqual(aShown())
  })

  test.each([
    'https://palm.example/p/BJ0001-03',
    '',
    'PR2|bj0001|498678|0123456789abcdef7k2m|7K2M|3|20000|41807',
    'PR1|bj0001|2026-11-21|0123456789abcdef7k2m|3|20000|418073',
    'PR2|bj0001|498678|0123456789abcdef7k2m|7K2M|3|99999999|418073',
    'PR2|bj0001|498678|0123456789abcdef7k2m|3|20000|418073',
  ])('%j is not a shown code', (text) => {
    expect(readShownCode(text)).toBeNull()
  })
})

describe('a rotation of the secret', () => {
  const secret = '6f'.repeat(32)
  const fromMs = epochMs((THIS_HOUR + 2) * HOUR_MS)
  const announced = { current: SECRET, next: { secret, fromMs } }
  const completed = { current: secret, next: null }
  const keysOf = (secrets: PassphraseSecrets, hours: readonly number[]) =>
    hours.map((hour) => hourKey(secrets, STATION, keyHour(THIS_HOUR + hour)))

  test('keeps the keys of earlier hours as phones have them', () => {
    expect(keysOf(announced, [0, 1])).toEqual(keysOf(SECRETS, [0, 1]))
    expect(keysOf(announced, [2, 3])).not.toEqual(keysOf(SECRETS, [2, 3]))
  })

  test('gives keys for later hours that stay valid when the next secret is the only one', () => {
    expect(keysOf(announced, [2, 3])).toEqual(keysOf(completed, [2, 3]))
  })

  test('within an hour, starts with the hour after it', () => {
    const late = { current: SECRET, next: { secret, fromMs: epochMs(fromMs + 1) } }
    expect(keysOf(late, [2])).toEqual(keysOf(SECRETS, [2]))
    expect(keysOf(late, [3])).toEqual(keysOf(completed, [3]))
  })
})

describe('the keys that leave the server', () => {
  const instant = fc.integer({ min: 1_700_000_000_000, max: 2_000_000_000_000 }).map(epochMs)

  test('of an order are valid for about two hours, whenever they are requested', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 4 * 60 }), (askedAtMs, minutes) => {
        const nowMs = epochMs(askedAtMs + minutes * MINUTE_MS)
        const isGood = orderHoursAt(askedAtMs).some((hour) => isOpenHour(hour, nowMs))
        if (minutes <= 60) expect(isGood).toBe(true)
        if (minutes > 125) expect(isGood).toBe(false)
      }),
    )
  })

  test('of a duty cover every hour until it ends, and no later one', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 16 * 60 }), (nowMs, minutes) => {
        const endMs = epochMs(nowMs + minutes * MINUTE_MS)
        const hours = dutyHours(nowMs, endMs)
        expect(hours).toContain(hourAt(nowMs))
        expect(hours[hours.length - 1]).toBe(hourAt(endMs))
      }),
    )
  })
})
