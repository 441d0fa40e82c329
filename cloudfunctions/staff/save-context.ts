import type { SaveContext } from '../flows/order-change'
import type { StaffContext } from './context'

export const saveContext = async ({
  clock,
  operatorRules,
}: StaffContext): Promise<SaveContext> => ({
  rules: (await operatorRules()).loyaltyRules,
  nowMs: clock(),
})
