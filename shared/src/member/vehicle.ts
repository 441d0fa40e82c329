import type { Millilitre } from '../kernel/volume'
import type { GradeId } from '../station/grade'

/** 我的车: what a driver says of a vehicle, all of it optional. */
export interface Vehicle {
  /** In the form of `plateOf`. */
  readonly plate: string | null
  readonly gradeId: GradeId | null
  /** 油箱 */
  readonly tankMl: Millilitre | null
}

/** More than a family has. */
export const VEHICLES_MAX = 5

/** A motorcycle's tank, and the two of a lorry. */
export const TANK_ML_MIN = 5_000
export const TANK_ML_MAX = 1_500_000

/** Nothing is known of it. */
export const isBlank = ({ gradeId, plate, tankMl }: Vehicle): boolean =>
  gradeId === null && plate === null && tankMl === null

/** The vehicles with another plate and grade of the first one, which is the usual one. */
export function withUsual(
  vehicles: readonly Vehicle[],
  said: Pick<Vehicle, 'gradeId' | 'plate'>,
): readonly Vehicle[] {
  const [usual, ...others] = vehicles
  const next: Vehicle = { tankMl: null, ...usual, ...said }
  return isBlank(next)
    ? others
    : [next, ...others.filter(({ plate }) => !isSame(plate, said.plate))]
}

const isSame = (plate: string | null, other: string | null): boolean =>
  plate !== null && plate === other
