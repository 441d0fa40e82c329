import { divide } from '@palm/shared/kernel/divide'
import { type Fen, fen, plainYuan } from '@palm/shared/kernel/fen'
import {
  amountFor,
  type FenPerLitre,
  type Millilitre,
  millilitre,
} from '@palm/shared/kernel/volume'
import type { Vehicle } from '@palm/shared/member/vehicle'

/** Facts about a driver that the phone knows before the pump. */
export interface Habits {
  readonly vehicles: readonly Vehicle[]
  readonly lastFillFen: Fen | null
}

export const NO_HABITS: Habits = { vehicles: [], lastFillFen: null }

/** Why an amount is likely a slip of the finger. */
export interface TooMuch {
  readonly volumeMl: Millilitre
  /** Set if it does not go into the tank. */
  readonly tankMl: Millilitre | null
  /** Set if the last fill was much smaller. */
  readonly lastFillFen: Fen | null
}

/** More than a car's tank: said, but not asked. */
const LARGE_ML = millilitre(120_000)
/** More than any car's tank: asked. A lorry's driver has said how large theirs is. */
const ASKED_ML = millilitre(200_000)
/** A tank takes a little more than its book says. */
const OVER_TANK_PER_CENT = 110
/** A digit too many makes ten times as much; less than four times is a longer way. */
const TIMES_LAST = 4
/** Small fills vary, and hurt nobody. */
const SMALL_ML = 60_000

/** The amount field takes no more. */
const TYPED_FEN_MAX = 9_999_999

const roomOf = (tankMl: Millilitre) => divide(tankMl * OVER_TANK_PER_CENT, 100, 'down')

export const isLarge = (volumeMl: Millilitre, vehicle: Vehicle | null): boolean =>
  volumeMl > (vehicle?.tankMl ? roomOf(vehicle.tankMl) : LARGE_ML)

/** The unusual amount to ask about; null for a usual one. */
export function tooMuch(
  { amountFen, volumeMl }: { readonly amountFen: Fen; readonly volumeMl: Millilitre },
  vehicle: Vehicle | null,
  { lastFillFen: last }: Habits,
): TooMuch | null {
  const tankMl = vehicle?.tankMl ?? null
  const isOver = volumeMl > (tankMl === null ? ASKED_ML : roomOf(tankMl))
  const isJump = last !== null && amountFen >= TIMES_LAST * last && volumeMl > SMALL_ML
  if (!isOver && !isJump) return null
  return { volumeMl, tankMl: isOver ? tankMl : null, lastFillFen: isJump ? last : null }
}

/** `185.5` → the text that the amount field takes: no decimals that say nothing. */
export const yuanOf = (amountFen: Fen): string => plainYuan(amountFen).replace(/\.00$/, '')

/** The whole tank at this price, up to the next ten yuan; null without a tank, or beyond any order. */
export function fullTankYuan(vehicle: Vehicle | null, price: FenPerLitre): string | null {
  if (!vehicle?.tankMl) return null
  const amountFen = fen(divide(amountFor(price, vehicle.tankMl), 1_000, 'up') * 1_000)
  return amountFen > TYPED_FEN_MAX ? null : yuanOf(amountFen)
}
