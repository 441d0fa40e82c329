import { randomUUID } from 'node:crypto'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { Operator, OperatorId } from '@palm/shared/staff/operator'
import type { Target } from '@palm/shared/staff/policy/grant'
import {
  mayCall,
  permit,
  type Person,
  type PolicyAction,
  type PolicyRefusal,
} from '@palm/shared/staff/policy/permit'
import type { Database } from '../../database/session'
import { operators } from '../../documents/operators'
import { hashedKey, isKeyOf, isOperatorKey } from './operator-key'

/** A person of the office during one call. */
export interface OperatorCaller {
  readonly operatorId: OperatorId
  readonly name: string
  /** Number of this call, in its record and its audit rows. */
  readonly callId: string
  /** Asks the policy about this call's action, once the handler knows what it is about. */
  permit(target: Target): Result<null, PolicyRefusal>
}

export type OperatorRefusal =
  | { readonly code: 'session/missing' }
  | Extract<PolicyRefusal, { readonly code: 'caller/forbidden' }>

/**
 * The person whose key this is, if one of their roles may call the action. Their document is read at
 * every call, so that a removal and a change of roles are effective from the next call on.
 */
export async function operatorFor(
  action: PolicyAction,
  key: string,
  database: Pick<Database, 'get'>,
): Promise<Result<OperatorCaller, OperatorRefusal>> {
  const known = isOperatorKey(key) ? await database.get(operators, hashedKey(key).id) : null
  if (known?.state.at !== 'active' || !isKeyOf(known, key)) {
    return refuse({ code: 'session/missing' })
  }
  const person = asPerson(known)
  if (!mayCall(person, action)) return refuse({ code: 'caller/forbidden' })
  return ok({
    operatorId: known.id,
    name: known.name,
    callId: randomUUID(),
    permit: (target) => permit(person, action, target),
  })
}

const asPerson = ({ grants }: Operator): Person => ({ as: 'operator', grants })
