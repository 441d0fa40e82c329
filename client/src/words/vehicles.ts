import type { Vehicle } from '@palm/shared/member/vehicle'
import { GRADES } from '@palm/shared/station/grade'

/** `92# 汽油 · 油箱 50 L`; empty if nothing but the plate is known. */
export const vehicleWords = ({ gradeId, tankMl }: Vehicle): string =>
  [gradeId && GRADES[gradeId].name, tankMl !== null && `油箱 ${tankMl / 1_000} L`]
    .filter(Boolean)
    .join(' · ')

export const isSameVehicle = (a: Vehicle, b: Vehicle | null): boolean =>
  b !== null && a.plate === b.plate && a.gradeId === b.gradeId && a.tankMl === b.tankMl
