import { requestFailed } from '../../cloud-error'
import { typeName } from '../value/bson-value'
import { isNothing } from './operands'

/** How far a place's clocks are ahead of UTC. */
export interface TimeZone {
  readonly isUtc: boolean
  offsetMs(atMs: number): number
}

const MINUTE_MS = 60_000

export const UTC: TimeZone = { isUtc: true, offsetMs: () => 0 }

/** Of an Olson identifier or a distance: `+08:00`, `+0800`, `+08`; `null` of nothing. */
export function timeZoneOf(value: unknown): TimeZone | null {
  if (isNothing(value)) return null
  if (typeof value !== 'string')
    throw requestFailed(`timezone must evaluate to a string, found ${typeName(value)}`)
  const [, sign, hours, minutes = '0'] = /^([+-])(\d{2})(?::?(\d{2}))?$/.exec(value) ?? []
  if (sign === undefined) return zones.get(value) ?? rememberedZone(value)
  const minutesAhead = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes))
  return { isUtc: minutesAhead === 0, offsetMs: () => minutesAhead * MINUTE_MS }
}

const zones = new Map<string, TimeZone>([
  ['UTC', UTC],
  ['GMT', UTC],
])

function rememberedZone(name: string): TimeZone {
  const clock = clockIn(name)
  const zone: TimeZone = { isUtc: false, offsetMs: (atMs) => clockMs(clock, atMs) - atMs }
  zones.set(name, zone)
  return zone
}

function clockIn(timeZone: string): Intl.DateTimeFormat {
  try {
    if (!/^[a-z]/i.test(timeZone)) throw new RangeError(timeZone)
    return new Intl.DateTimeFormat('en-US', {
      ...{ timeZone, hourCycle: 'h23', era: 'short', year: 'numeric', month: 'numeric' },
      ...{ day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
    })
  } catch {
    throw requestFailed(`unrecognized time zone identifier: "${timeZone}"`)
  }
}

/** Time that a place's clock shows, as if it showed UTC. */
function clockMs(clock: Intl.DateTimeFormat, atMs: number): number {
  const shown = Object.fromEntries(
    clock.formatToParts(atMs).map(({ type, value }) => [type, value]),
  )
  const [year = 0, month = 1, day, hour, minute, second] = [
    ...['year', 'month', 'day', 'hour', 'minute', 'second'],
  ].map((part) => Number(shown[part]))
  const date = new Date(0)
  date.setUTCFullYear(shown['era'] === 'BC' ? 1 - year : year, month - 1, day)
  const ms = ((atMs % 1000) + 1000) % 1000
  return date.setUTCHours(hour ?? 0, minute, second, ms)
}

/** The instant at which a place's clock shows this, the earlier of two where it is put back. */
export function instantOf(localMs: number, zone: TimeZone): number {
  const guess = localMs - zone.offsetMs(localMs)
  const atMs = localMs - zone.offsetMs(guess)
  const earlier = localMs - zone.offsetMs(atMs - 3 * 60 * MINUTE_MS)
  return earlier < atMs && earlier + zone.offsetMs(earlier) === localMs ? earlier : atMs
}
