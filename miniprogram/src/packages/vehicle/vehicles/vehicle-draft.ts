import { isPlate, plateOf } from '@palm/shared/member/plate'
import { millilitre } from '@palm/shared/kernel/volume'
import {
  isBlank,
  TANK_ML_MAX,
  TANK_ML_MIN,
  type Vehicle,
  VEHICLES_MAX,
} from '@palm/shared/member/vehicle'
import type { GradeId } from '@palm/shared/station/grade'

/** A vehicle while it is typed. */
export interface VehicleDraft {
  readonly plate: string
  readonly gradeId: GradeId | null
  /** Litres. */
  readonly tank: string
}

export type DraftFlaw = 'plate' | 'plate-twice' | 'tank' | 'nothing'

export const draftOf = (vehicle: Vehicle | null): VehicleDraft => ({
  plate: vehicle?.plate ?? '',
  gradeId: vehicle?.gradeId ?? null,
  tank: vehicle?.tankMl ? String(vehicle.tankMl / 1_000) : '',
})

/** Why it cannot be saved; null if it can. */
export function flawOf(draft: VehicleDraft, others: readonly Vehicle[]): DraftFlaw | null {
  const plate = plateOf(draft.plate)
  if (plate !== '' && !isPlate(plate)) return 'plate'
  if (plate !== '' && others.some((other) => other.plate === plate)) return 'plate-twice'
  if (!isTank(draft.tank)) return 'tank'
  return isBlank(vehicleOf(draft)) ? 'nothing' : null
}

const isTank = (tank: string): boolean => {
  if (tank === '') return true
  const volumeMl = Number(tank) * 1_000
  return /^\d{1,4}$/.test(tank) && TANK_ML_MIN <= volumeMl && volumeMl <= TANK_ML_MAX
}

export const vehicleOf = ({ gradeId, plate, tank }: VehicleDraft): Vehicle => ({
  plate: plateOf(plate) || null,
  gradeId,
  tankMl: tank === '' ? null : millilitre(Number(tank) * 1_000),
})

export const hasRoom = (vehicles: readonly Vehicle[]): boolean => vehicles.length < VEHICLES_MAX

/** The vehicles with one in another's place, or at the end. */
export const withVehicle = (
  vehicles: readonly Vehicle[],
  at: number,
  vehicle: Vehicle,
): readonly Vehicle[] => [...vehicles.slice(0, at), vehicle, ...vehicles.slice(at + 1)]

export const withoutVehicle = (vehicles: readonly Vehicle[], at: number): readonly Vehicle[] =>
  vehicles.filter((_, index) => index !== at)

/** The one that the cashier takes for granted. */
export const withFirst = (vehicles: readonly Vehicle[], at: number): readonly Vehicle[] => [
  ...vehicles.slice(at, at + 1),
  ...withoutVehicle(vehicles, at),
]
