import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../root'
import { BENEFIT_GUARDS } from './benefits'
import type { Guard } from './guard'
import { PAYMENT_GUARDS } from './payments'
import { RIM_GUARDS } from './rim'
import { STAFF_GUARDS } from './staff'
import { VALUE_GUARDS } from './value'

export const GUARDS: readonly Guard[] = [
  ...PAYMENT_GUARDS,
  ...BENEFIT_GUARDS,
  ...VALUE_GUARDS,
  ...STAFF_GUARDS,
  ...RIM_GUARDS,
]

export const sourceOf = ({ file }: Guard): string => readFileSync(join(ROOT, file), 'utf8')

/** Whether the guard's code is where the table says, once. */
export const isFound = (guard: Guard): boolean => sourceOf(guard).split(guard.code).length === 2
