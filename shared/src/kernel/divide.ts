import { assert } from './assert'

/** Treatment of the remainder. `half-up` rounds an exact half away from zero. */
export type Rounding = 'down' | 'half-up' | 'up'

/**
 * The only division of the domain: whole numbers in, whole number out, without floating point in
 * between.
 *
 * Both arguments must be safe integers; `numerator` is usually a product, which is thereby checked
 * too. Signs mirror: `divide(-5, 2)` is `-divide(5, 2)`.
 */
export function divide(numerator: number, denominator: number, rounding: Rounding): number {
  assert(Number.isSafeInteger(numerator), 'numerator is not a safe integer', numerator)
  assert(
    Number.isSafeInteger(denominator) && denominator > 0,
    'denominator is not a positive integer',
    denominator,
  )
  const size = Math.abs(numerator)
  const rest = size % denominator
  const whole = (size - rest) / denominator
  const up = rounding === 'up' ? rest > 0 : rounding === 'half-up' && rest * 2 >= denominator
  const quotient = up ? whole + 1 : whole
  return numerator < 0 && quotient !== 0 ? -quotient : quotient
}
