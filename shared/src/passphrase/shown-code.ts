import { type Fen, fen } from '../kernel/fen'
import { type Id, ID_LETTERS, idLetters } from '../kernel/id'
import type { StationId } from '../station/station'
import { type KeyHour, keyHour } from './key'

/** Content of the QR code on the driver's screen. Everything but the digits is visible anyway. */
export interface ShownCode {
  readonly stationId: StationId
  readonly hour: KeyHour
  readonly orderId: Id<'order'>
  readonly tail: string
  readonly nozzleNumber: number
  readonly amountFen: Fen
  readonly digits: string
}

const FORM = new RegExp(
  `^PR2\\|([0-9a-z]{2,12})\\|(\\d{6})\\|([0-9a-z]{${ID_LETTERS}})\\|([0-9A-Z]{4})\\|(\\d{1,3})\\|(\\d{1,7})\\|(\\d{6})$`,
)

/** `PR2|bj0001|498678|<order>|7K2M|3|20000|418073` */
export function writeShownCode(code: ShownCode): string {
  const { stationId, hour, orderId, tail, nozzleNumber, amountFen, digits } = code
  return [
    'PR2',
    idLetters(stationId),
    hour,
    idLetters(orderId),
    tail,
    nozzleNumber,
    amountFen,
    digits,
  ].join('|')
}

/** Null for any other scanned text. */
export function readShownCode(scanned: string): ShownCode | null {
  const match = FORM.exec(scanned)
  if (!match) return null
  return {
    stationId: `station:${match[1]!}`,
    hour: keyHour(Number(match[2])),
    orderId: `order:${match[3]!}`,
    tail: match[4]!,
    nozzleNumber: Number(match[5]),
    amountFen: fen(Number(match[6])),
    digits: match[7]!,
  }
}
