import { assert } from './assert'
import type { Brand } from './brand'
import { divide } from './divide'
import { type Fen, fen, formatYuan } from './fen'

/** Volume in whole millilitres. */
export type Millilitre = Brand<number, 'Millilitre'>

/** A price in whole fen per litre, as a pump shows it. */
export type FenPerLitre = Brand<number, 'FenPerLitre'>

/** Resolution of a dispenser: 0.01 L (JJG 443). */
const PUMP_STEP_ML = 10

const ML_PER_LITRE = 1000

export function millilitre(volume: number): Millilitre {
  assert(Number.isSafeInteger(volume) && volume >= 0, 'not a volume in millilitres', volume)
  return volume as Millilitre
}

export function fenPerLitre(price: number): FenPerLitre {
  assert(Number.isSafeInteger(price) && price > 0, 'not a price in fen per litre', price)
  return price as FenPerLitre
}

/**
 * Volume for an amount at the pump price, rounded half up to the pump's resolution: ¥200 at 7.81 is
 * 25.61 L.
 */
export function volumeFor(amount: Fen, price: FenPerLitre): Millilitre {
  const steps = divide(amount * (ML_PER_LITRE / PUMP_STEP_ML), price, 'half-up')
  return millilitre(steps * PUMP_STEP_ML)
}

/** Price of a volume, rounded once, half up to the fen. */
export function amountFor(price: FenPerLitre, volume: Millilitre): Fen {
  return fen(divide(price * volume, ML_PER_LITRE, 'half-up'))
}

/** `25.61 L`. */
export function formatLitres(volume: Millilitre): string {
  const digits = String(divide(volume, PUMP_STEP_ML, 'half-up')).padStart(3, '0')
  const litres = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${litres}.${digits.slice(-2)} L`
}

/** `¥7.81` for a litre. */
export const formatPrice = (price: FenPerLitre): string => formatYuan(fen(price))
