import { parseAgentCode } from '@palm/shared/order/entry/agent-code'
import type { EntryChannel } from '@palm/shared/order/entry/channel'
import type { MemberId } from '@palm/shared/member/member'
import type { LaunchQuery } from '../ports'
import { scannedIn } from './launch-query'

/**
 * Who or what opened the app, as far as the address says: cards, menus and messages carry `from`, an
 * agent's code is a link. Null for a start that says nothing; the code of a nozzle is not one of these,
 * because the cashier that it opens says so.
 */
export function channelIn(query: LaunchQuery): EntryChannel | null {
  const agent = agentIn(scannedIn(query))
  if (agent) return agent
  switch (query['from']) {
    case 'life-account':
    case 'fuel-service':
    case 'message':
      return { kind: query['from'] }
    case 'share':
      return { kind: 'share', memberId: memberIdOf(query['by'] ?? '') }
    default:
      return null
  }
}

/** Null for other codes, and for an agent's that is misread. */
export function agentIn(scanned: string | null): EntryChannel | null {
  const agentId = parseAgentCode(scanned ?? '')
  return agentId === 'none' || agentId === 'wrong' ? null : { kind: 'agent-code', agentId }
}

const memberIdOf = (letters: string): MemberId | null =>
  /^[0-9a-z]{20}$/.test(letters) ? `member:${letters}` : null
