import type { EpochMs } from '@palm/shared/kernel/instant'
import type { MemberId } from '@palm/shared/member/member'
import {
  hasMoney,
  pendingRefunds,
  type Recharge,
  type RechargeId,
} from '@palm/shared/stored-value/recharge'
import { z } from 'zod'
import { collectionOf } from './collection'
import { idValue, instantValue } from './values'

/**
 * 充值单: whose a recharge is, for a channel that knows its number only, and what the timer has to
 * do about it. The recharge itself lies in the member's document; both change together.
 */
export interface RechargeTicket {
  readonly id: RechargeId
  readonly memberId: MemberId
  readonly createdAtMs: EpochMs
  readonly state: TicketState
}

export type TicketState =
  /** `closing`: nobody opens its payment any more, and the channel is being asked to close it. */
  | { readonly status: 'requested' | 'closing'; readonly payByMs: EpochMs }
  | { readonly status: 'closed' }
  | {
      readonly status: 'paid' | 'refunded'
      readonly refundPending: boolean
    }

/** What a member's recharge says on its ticket. */
export const ticketOf = (memberId: MemberId, recharge: Recharge): RechargeTicket => ({
  id: recharge.id,
  memberId,
  createdAtMs: recharge.requestedAtMs,
  state: stateOf(recharge),
})

function stateOf(recharge: Recharge): TicketState {
  const { state } = recharge
  if (state.status === 'requested') return { status: state.status, payByMs: state.payByMs }
  if (!hasMoney(recharge)) return { status: 'closed' }
  return { status: recharge.state.status, refundPending: pendingRefunds(recharge).length > 0 }
}

const state = z.discriminatedUnion('status', [
  z.strictObject({ status: z.enum(['requested', 'closing']), payByMs: instantValue }),
  z.strictObject({ status: z.literal('closed') }),
  z.strictObject({
    status: z.enum(['paid', 'refunded']),
    refundPending: z.boolean(),
  }),
])

const ticket = z
  .strictObject({
    id: idValue('recharge'),
    memberId: idValue('member'),
    createdAtMs: instantValue,
    state,
    dueAtMs: z.number().optional(),
  })
  .transform(({ dueAtMs: _, ...rest }): RechargeTicket => rest)

/** Tickets, with when the timer is to look at them; those it has no business with have none. */
export const recharges = collectionOf<RechargeTicket>('recharges', ticket, (written) => {
  const atMs = dueAtMs(written)
  return atMs === null ? {} : { dueAtMs: atMs }
})

function dueAtMs({ createdAtMs, state: now }: RechargeTicket): EpochMs | null {
  switch (now.status) {
    case 'requested':
    case 'closing':
      return createdAtMs
    case 'closed':
      return null
    case 'paid':
    case 'refunded':
      return now.refundPending ? createdAtMs : null
  }
}
