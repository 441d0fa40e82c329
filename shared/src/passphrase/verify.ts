import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import type { StationId } from '../station/station'
import { type HourKey, isOpenHour, type KeyHour, orderKey, type PassphraseSubject } from './key'
import { passphraseIn, slotAt } from './passphrase'
import type { ShownCode } from './shown-code'

/** A candidate order for a passphrase, as known to the attendant's phone or the server. */
export interface Expected extends PassphraseSubject {
  readonly orderId: Id<'order'>
}

/** Inputs of a verification, the same on the offline phone of an attendant and on the server. */
export interface Verifier {
  readonly stationId: StationId
  readonly keys: readonly StationHourKey[]
  /** Orders whose passphrase is used up: accepted, confirmed or refunded. */
  readonly used: ReadonlySet<Id<'order'>>
  /** Other orders waiting here, to distinguish a mix-up from a fake. */
  readonly waiting: readonly Expected[]
  readonly nowMs: EpochMs
}

export interface StationHourKey {
  readonly hour: KeyHour
  readonly key: HourKey
}

export type PassphraseRefusal =
  /** The code is for another station. */
  | { readonly code: 'passphrase/another-station' }
  /** Its hour is over: the driver's phone was offline for long, or its clock is wrong. */
  | { readonly code: 'passphrase/another-hour' }
  /** Right station and hour, but another nozzle. */
  | { readonly code: 'passphrase/another-nozzle'; readonly nozzleNumber: number }
  /** Right order, but another amount. */
  | { readonly code: 'passphrase/another-amount'; readonly amountFen: number }
  /** It belongs to another order waiting here. */
  | { readonly code: 'passphrase/another-order'; readonly tail: string }
  /** It was valid some minutes ago: a screenshot. */
  | { readonly code: 'passphrase/stale' }
  /** It was accepted before, and is single-use. */
  | { readonly code: 'passphrase/used' }
  /** No paid order has these digits. */
  | { readonly code: 'passphrase/wrong' }

/** The current slot, the one before, and the next, since the phones' clocks differ. */
const LIVE_SLOTS = [0, 1, -1]

/** A passphrase of the last ten minutes is recognised as a screenshot rather than as a fake. */
const STALE_SLOTS = Array.from({ length: 19 }, (_, index) => index + 2)

/** Verifies spoken or shown digits against the order that the attendant selected. */
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

/** Verifies a scanned code, which names its order. */
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

/**
 * Wrong digits usually belong to a neighbouring driver: names the order, so that the driver is not
 * suspected of fraud.
 */
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

/** The hour whose key makes these digits valid in one of the given past slots. */
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
