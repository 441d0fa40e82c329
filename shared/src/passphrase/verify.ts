import type { Id } from '../kernel/id'
import {
  type BusinessDay,
  businessDay,
  type EpochMs,
  later,
  MINUTE_MS,
  startOfBusinessDay,
} from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import type { StationId } from '../station/station'
import { type DayKey, orderKey, type PassphraseSubject } from './key'
import { passphraseIn, slotAt } from './passphrase'
import type { ShownCode } from './shown-code'

/** An order that a passphrase may be for, as the attendant's phone or the server knows it. */
export interface Expected extends PassphraseSubject {
  readonly orderId: Id<'order'>
}

/** What the verifier holds. The same on the attendant's phone, with no network, and on the server. */
export interface Verifier {
  readonly stationId: StationId
  readonly keys: readonly StationDayKey[]
  /** Orders whose passphrase has been accepted. */
  readonly used: ReadonlySet<Id<'order'>>
  /** Other orders waiting here: they tell a mix-up from a fake. */
  readonly waiting: readonly Expected[]
  readonly nowMs: EpochMs
}

export interface StationDayKey {
  readonly day: BusinessDay
  readonly key: DayKey
}

export type PassphraseRefusal =
  /** The code is of another station. */
  | { readonly code: 'passphrase/another-station' }
  /** Of another day: an old screenshot, or a phone whose clock is wrong. */
  | { readonly code: 'passphrase/another-day' }
  /** Right station and day, but it vouches for another nozzle. */
  | { readonly code: 'passphrase/another-nozzle'; readonly nozzleNumber: number }
  /** It vouches for another amount. */
  | { readonly code: 'passphrase/another-amount'; readonly amountFen: number }
  /** It belongs to another order that waits here. */
  | { readonly code: 'passphrase/another-order'; readonly tail: string }
  /** It was right some minutes ago: a screenshot. */
  | { readonly code: 'passphrase/stale' }
  /** It was accepted once; it is good for nothing more. */
  | { readonly code: 'passphrase/used' }
  /** No paid order has these digits. */
  | { readonly code: 'passphrase/wrong' }

/** Around midnight both days' keys are good for this long. */
export const DAY_GRACE_MS = 30 * MINUTE_MS

/** The present slot, the one before, and the next because two phones' clocks differ. */
const LIVE_SLOTS = [0, 1, -1]

/** Ten minutes back a passphrase is recognised as a screenshot rather than as a fake. */
const STALE_SLOTS = Array.from({ length: 19 }, (_, index) => index + 2)

/** Does what the driver says or shows vouch for the order that the attendant has in front of him? */
export function verifyDigits(
  digits: string,
  expected: Expected,
  verifier: Verifier,
): Result<null, PassphraseRefusal> {
  const live = dayOfMatch(digits, expected, verifier, LIVE_SLOTS)
  if (live && !isOpen(live, verifier.nowMs)) return refuse({ code: 'passphrase/another-day' })
  if (live && verifier.used.has(expected.orderId)) return refuse({ code: 'passphrase/used' })
  if (live) return ok(null)
  if (dayOfMatch(digits, expected, verifier, STALE_SLOTS))
    return refuse({ code: 'passphrase/stale' })
  return refuse(mixUpOf(digits, expected, verifier))
}

/** The same for a scanned code, which names what it is for. */
export function verifyShown(
  shown: ShownCode,
  expected: Expected,
  verifier: Verifier,
): Result<null, PassphraseRefusal> {
  if (shown.stationId !== verifier.stationId) return refuse({ code: 'passphrase/another-station' })
  if (!isOpen(shown.day, verifier.nowMs)) return refuse({ code: 'passphrase/another-day' })
  if (shown.nozzleNumber !== expected.nozzleNumber) {
    return refuse({ code: 'passphrase/another-nozzle', nozzleNumber: shown.nozzleNumber })
  }
  if (shown.amountFen !== expected.amountFen) {
    return refuse({ code: 'passphrase/another-amount', amountFen: shown.amountFen })
  }
  if (shown.orderId !== expected.orderId) {
    return refuse({ code: 'passphrase/another-order', tail: shown.orderId.slice(-4).toUpperCase() })
  }
  return verifyDigits(shown.digits, expected, verifier)
}

/** Wrong digits are usually a neighbour's: say whose, so that nobody is called a cheat for it. */
function mixUpOf(digits: string, expected: Expected, verifier: Verifier): PassphraseRefusal {
  const owner = verifier.waiting.find((order) => dayOfMatch(digits, order, verifier, LIVE_SLOTS))
  if (!owner) return { code: 'passphrase/wrong' }
  const { amountFen, nozzleNumber, tail } = owner
  if (nozzleNumber !== expected.nozzleNumber)
    return { code: 'passphrase/another-nozzle', nozzleNumber }
  if (amountFen !== expected.amountFen) return { code: 'passphrase/another-amount', amountFen }
  return { code: 'passphrase/another-order', tail }
}

/** The day under whose key these digits are right in one of the slots that long ago. */
function dayOfMatch(
  digits: string,
  subject: PassphraseSubject,
  { keys, nowMs }: Verifier,
  slotsAgo: readonly number[],
): BusinessDay | null {
  const now = slotAt(nowMs)
  const match = keys.find(({ key }) => {
    const forOrder = orderKey(key, subject)
    return slotsAgo.some((ago) => passphraseIn(now - ago, forOrder).digits === digits)
  })
  return match?.day ?? null
}

/** A day's key is good on the day and a little around it. */
function isOpen(day: BusinessDay, nowMs: EpochMs): boolean {
  if (businessDay(nowMs) === day) return true
  const midnight = startOfBusinessDay(nowMs)
  const yesterday = businessDay(later(midnight, -1))
  const tomorrow = businessDay(later(nowMs, DAY_GRACE_MS))
  return (day === yesterday && nowMs - midnight < DAY_GRACE_MS) || day === tomorrow
}
