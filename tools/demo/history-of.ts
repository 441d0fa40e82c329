import type { Stack } from '@palm/local/running-stack'
import { epochMs } from '@palm/shared/kernel/instant'
import { openAdminDatabase } from '../operator/admin-database'
import { adminUrlOf } from '../operator/product-stack'
import { callAsPersona } from './demo'
import { openHistory } from './history'
import { EMPLOYEES } from './people'

/** The first phone's driver, whose charts a first visitor opens. */
export const HISTORIAN = 'zhang'

/** Months of orders for a driver of the demo, served by its first attendant. */
export async function openHistoryOf(personaId: string, stack: Stack): Promise<void> {
  const { url } = stack
  await callAsPersona(url, personaId, 'member.enter', {})
  const database = openAdminDatabase({ serviceUrl: adminUrlOf(stack) })
  const nowMs = epochMs(stack.clock.now())
  await openHistory(database, `oLOCAL${personaId}`, EMPLOYEES[0].name, nowMs)
}
