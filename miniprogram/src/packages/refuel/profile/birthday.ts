/** Columns of the picker. */
export const MONTHS = Array.from({ length: 12 }, (_, index) => `${index + 1} 月`)
export const DAYS = Array.from({ length: 31 }, (_, index) => `${index + 1} 日`)

/** The last day of each month that some year has. */
const LAST_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** `02-29` for a place in both columns; a day that its month lacks becomes its last. */
export function dayAt([month = 0, day = 0]: readonly number[]): string {
  const last = LAST_DAYS[month] ?? 31
  return [month + 1, Math.min(day + 1, last)].map((part) => String(part).padStart(2, '0')).join('-')
}

/** Places of a birthday in both columns; the first of January where none is said. */
export function placeOf(birthday: string | null): readonly [number, number] {
  const [month = 1, day = 1] = (birthday ?? '01-01').split('-').map(Number)
  return [month - 1, day - 1]
}
