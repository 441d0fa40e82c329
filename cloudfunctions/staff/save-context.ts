import type { SaveContext } from '../kit/order-change'
import type { StaffContext } from './context'

export const saveContext = async ({ clock, programme }: StaffContext): Promise<SaveContext> => ({
  rules: (await programme()).loyaltyRules,
  nowMs: clock(),
})
