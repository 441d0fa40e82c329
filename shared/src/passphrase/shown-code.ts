import { type Fen, fen } from '../kernel/fen'
import { type Id, ID_LETTERS, idLetters } from '../kernel/id'
import type { BusinessDay } from '../kernel/instant'
import type { StationId } from '../station/station'

/** What the QR code on the driver's screen says. Everything but the digits is in plain sight anyway. */
export interface ShownCode {
  readonly stationId: StationId
  readonly day: BusinessDay
  readonly orderId: Id<'order'>
  readonly nozzleNumber: number
  readonly amountFen: Fen
  readonly digits: string
}

const FORM = new RegExp(
  `^PR1\\|([0-9a-z]{2,12})\\|(\\d{4}-\\d{2}-\\d{2})\\|([0-9a-z]{${ID_LETTERS}})\\|(\\d{1,3})\\|(\\d{1,7})\\|(\\d{6})$`,
)

/** `PR1|bj0001|2026-11-21|<order>|3|20000|418073` */
export function writeShownCode(code: ShownCode): string {
  const { stationId, day, orderId, nozzleNumber, amountFen, digits } = code
  return [
    'PR1',
    idLetters(stationId),
    day,
    idLetters(orderId),
    nozzleNumber,
    amountFen,
    digits,
  ].join('|')
}

/** Null for every other text that a camera may see. */
export function readShownCode(scanned: string): ShownCode | null {
  const match = FORM.exec(scanned)
  if (!match) return null
  return {
    stationId: `station:${match[1]!}`,
    day: match[2] as BusinessDay,
    orderId: `order:${match[3]!}`,
    nozzleNumber: Number(match[4]),
    amountFen: fen(Number(match[5])),
    digits: match[6]!,
  }
}
