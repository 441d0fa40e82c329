import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import type { StationId } from '../station/station'
import { type HourKey, isOpenHour, type KeyHour, orderKey, type PassphraseSubject } from './key'
import { passphraseIn, slotAt } from './passphrase'
import type { ShownCode } from './shown-code'

/** An order that a passphrase may be for, as the attendant's phone or the server knows it. */
export interface Expected extends PassphraseSubject {
  readonly orderId: Id<'order'>
}

/** What the verifier holds. The same on the attendant's phone, with no network, and on the server. */
export interface Verifier {
  readonly stationId: StationId
  readonly keys: readonly StationHourKey[]
  /** Orders whose passphrase is good for nothing more: accepted, confirmed or given back. */
  readonly used: ReadonlySet<Id<'order'>>
  /** Other orders waiting here: they tell a mix-up from a fake. */
  readonly waiting: readonly Expected[]
  readonly nowMs: EpochMs
}

export interface StationHourKey {
  readonly hour: KeyHour
  readonly key: HourKey
}

export type PassphraseRefusal =
  /** The code is of another station. */
  | { readonly code: 'passphrase/another-station' }
  /** Its hour is over: the driver's phone was offline for long, or its clock is wrong. */
  | { readonly code: 'passphrase/another-hour' }
  /** Right station and hour, but it vouches for another nozzle. */
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
  const live = hourOfMatch(digits, expected, verifier, LIVE_SLOTS)
  if (live !== null) {
    if (!isOpenHour(live, verifier.nowMs)) return refuse({ code: 'passphrase/another-hour' })
    const isUsed = verifier.used.has(expected.orderId)
    return isUsed ? refuse({ code: 'passphrase/used' }) : ok(null)
  }
  if (hourOfMatch(digits, expected, verifier, STALE_SLOTS) !== null)
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
  if (!isOpenHour(shown.hour, verifier.nowMs)) return refuse({ code: 'passphrase/another-hour' })
  if (shown.nozzleNumber !== expected.nozzleNumber) {
    return refuse({ code: 'passphrase/another-nozzle', nozzleNumber: shown.nozzleNumber })
  }
  if (shown.amountFen !== expected.amountFen) {
    return refuse({ code: 'passphrase/another-amount', amountFen: shown.amountFen })
  }
  if (shown.orderId !== expected.orderId) {
    return refuse({ code: 'passphrase/another-order', tail: shown.tail })
  }
  return verifyDigits(shown.digits, expected, verifier)
}

/** Wrong digits are usually a neighbour's: say whose, so that nobody is called a cheat for it. */
function mixUpOf(digits: string, expected: Expected, verifier: Verifier): PassphraseRefusal {
  const owner = verifier.waiting.find(
    (order) => hourOfMatch(digits, order, verifier, LIVE_SLOTS) !== null,
  )
  if (!owner) return { code: 'passphrase/wrong' }
  const { amountFen, nozzleNumber, tail } = owner
  if (nozzleNumber !== expected.nozzleNumber)
    return { code: 'passphrase/another-nozzle', nozzleNumber }
  if (amountFen !== expected.amountFen) return { code: 'passphrase/another-amount', amountFen }
  return { code: 'passphrase/another-order', tail }
}

/** The hour under whose key these digits are right in one of the slots that long ago. */
function hourOfMatch(
  digits: string,
  subject: PassphraseSubject,
  { keys, nowMs }: Verifier,
  slotsAgo: readonly number[],
): KeyHour | null {
  const now = slotAt(nowMs)
  const match = keys.find(({ key }) => {
    const forOrder = orderKey(key, subject)
    return slotsAgo.some((ago) => passphraseIn(now - ago, forOrder).digits === digits)
  })
  return match?.hour ?? null
}
