/**
 * Product of a nozzle. The name is data, never derived from a number: aggregators call 101# "99".
 */
export interface Grade {
  readonly id: GradeId
  /** As painted on the pump. */
  readonly name: string
  readonly family: 'petrol' | 'diesel'
}

export type GradeId = (typeof GRADE_IDS)[number]

export const GRADE_IDS = [
  'petrol-92',
  'petrol-95',
  'petrol-98',
  'diesel-0',
  'diesel-minus-10',
  'diesel-minus-20',
  'diesel-minus-35',
] as const

export const GRADES: Readonly<Record<GradeId, Grade>> = {
  'petrol-92': { id: 'petrol-92', name: '92# 汽油', family: 'petrol' },
  'petrol-95': { id: 'petrol-95', name: '95# 汽油', family: 'petrol' },
  'petrol-98': { id: 'petrol-98', name: '98# 汽油', family: 'petrol' },
  'diesel-0': { id: 'diesel-0', name: '0# 柴油', family: 'diesel' },
  'diesel-minus-10': { id: 'diesel-minus-10', name: '-10# 柴油', family: 'diesel' },
  'diesel-minus-20': { id: 'diesel-minus-20', name: '-20# 柴油', family: 'diesel' },
  'diesel-minus-35': { id: 'diesel-minus-35', name: '-35# 柴油', family: 'diesel' },
}
