import { requestFailed } from '../../cloud-error'
import { isNothing, numberIn, taking, wholeIn } from './operands'
import type { Operator } from './scope'

/** As many digits behind the point as JavaScript writes out. */
const DIGITS = 100

/** `$round` to even and `$trunc` towards zero, by the number's own decimal digits. */
export const rounding = (name: '$round' | '$trunc'): Operator =>
  taking(name, [1, 2], (value, place = 0) => {
    if (isNothing(value) || isNothing(place)) return null
    const number = numberIn(name, value)
    const digits = wholeIn(name, place)
    if (digits < -20 || digits > DIGITS)
      throw requestFailed(`cannot apply ${name} with precision value ${digits}`)
    return quantized(number, digits, name === '$round')
  })

function quantized(number: number, place: number, isRounded: boolean): number {
  if (!Number.isFinite(number) || (Number.isInteger(number) && place >= 0)) return number
  const [whole = '0', fraction = ''] = written(Math.abs(number)).split('.')
  const padded = whole.padStart(21, '0')
  const cut = padded.length + place
  const all = padded + fraction
  const kept = BigInt(all.slice(0, cut))
  const rest = all.slice(cut)
  const up = isRounded && isUpwards(kept, rest) ? 1n : 0n
  const scaled = String(kept + up).padStart(place + 1, '0')
  const text = place > 0 ? `${scaled.slice(0, -place)}.${scaled.slice(-place)}` : scaled
  return Math.sign(number) * Number(place < 0 ? `${text}e${-place}` : text)
}

/** Whether the cut-off part is more than a half, or just a half and the last digit is odd. */
function isUpwards(kept: bigint, rest: string): boolean {
  const half = `5${'0'.repeat(Math.max(rest.length - 1, 0))}`
  return rest > half || (rest === half && kept % 2n === 1n)
}

/** Every digit, where `String` would write an exponent. */
const written = (number: number) =>
  number >= 1e21 ? String(BigInt(number)) : number.toFixed(DIGITS)
