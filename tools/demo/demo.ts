import { join } from 'node:path'
import type { Answer } from '@palm/shared/api/action'
import type { ActionName, Refusal, Reply, Sent } from '@palm/shared/api/actions'
import {
  DEMO_LOYALTY,
  DEMO_PRICES,
  DEMO_SERVICE,
  DEMO_STORED_VALUE,
  demoContracts,
  demoTemplates,
} from './benefits'
import { EMPLOYEES } from './people'
import { callAsOperator, type OperatorTarget } from '../operator/operator-client'
import { ROOT } from '../root'
import { readTable } from '../table/table'

/**
 * Data for a first visitor: stations from the sample file, imported by the operators' own command,
 * coupons, prices and contracts, and attendants who joined with their own codes, on their own
 * phones. Everything goes through the functions.
 */
export async function openDemo(target: OperatorTarget): Promise<void> {
  const { rows } = await readTable(join(ROOT, 'demo/stations.csv'))
  const table = rows.map((row) => [...row])
  accepted(await callAsOperator(target, 'console.importStations', { table }))
  // Before any member enters: a warm instance reloads the rules once a minute.
  for (const template of demoTemplates()) {
    accepted(await callAsOperator(target, 'console.saveCouponTemplate', template))
  }
  for (const template of demoContracts()) {
    accepted(await callAsOperator(target, 'console.saveContractTemplate', template))
  }
  accepted(await callAsOperator(target, 'console.savePrices', { prices: DEMO_PRICES }))
  accepted(await callAsOperator(target, 'console.saveLoyaltyRules', DEMO_LOYALTY))
  accepted(await callAsOperator(target, 'console.saveStoredValueRules', DEMO_STORED_VALUE))
  accepted(await callAsOperator(target, 'console.saveServiceRules', DEMO_SERVICE))
  for (const { name, personaId, role, stationIds } of EMPLOYEES) {
    const request = { name, role, stationIds: [...stationIds] }
    const { code } = accepted(await callAsOperator(target, 'console.inviteStaff', request))
    accepted(await callAsPersona(target.origin, personaId, 'member.enter', {}))
    accepted(await callAsPersona(target.origin, personaId, 'staff.join', { code }))
  }
}

/** Call of a function by a person's phone from inside WeChat. */
export async function callAsPersona<Name extends ActionName>(
  origin: string,
  personaId: string,
  action: Name,
  request: Sent<Name>,
): Promise<Answer<Reply<Name>, Refusal<Name>>> {
  const response = await fetch(`${origin}/phone/${personaId}/wallet/call-function`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: action.split('.')[0], data: { action, request } }),
  })
  const reply = (await response.json()) as { ok: boolean; result: unknown; errMsg?: string }
  if (!reply.ok) throw new Error(`${action} did not answer: ${reply.errMsg}`)
  return reply.result as Answer<Reply<Name>, Refusal<Name>>
}

function accepted<Value>(answer: Answer<Value, { readonly code: string }>): Value {
  if (!answer.ok) throw new Error(`the demo was refused: ${JSON.stringify(answer.refusal)}`)
  return answer.reply
}
