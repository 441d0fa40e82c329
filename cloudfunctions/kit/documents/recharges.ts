import { type EpochMs, later } from '@palm/shared/kernel/instant'
import type { MemberId } from '@palm/shared/member/member'
import { type Channel, CHANNELS } from '@palm/shared/payment/fact'
import { HOLD_GRACE_MS, type Waiting } from '@palm/shared/payment/follow-up'
import { type Recharge, type RechargeId, waitingOf } from '@palm/shared/stored-value/recharge'
import { z } from 'zod'
import { collectionOf } from './collection'
import { dueFields, dueForm } from './due'
import { idValue, instantValue } from './values'

/**
 * 充值单: owner of a recharge, for channels that know only its number, and its pending follow-ups. The
 * recharge itself is in the member's document; both change together.
 */
export interface RechargeTicket {
  readonly id: RechargeId
  readonly memberId: MemberId
  /** Null if a card paid: no channel is involved. */
  readonly channel: Channel | null
  readonly createdAtMs: EpochMs
  readonly state: TicketState
  readonly waiting: Waiting | null
}

export type TicketState =
  /** `closing`: no new payment can be opened, and the channel is being asked to close it. */
  | { readonly status: 'requested' | 'closing'; readonly payByMs: EpochMs }
  | { readonly status: 'closed' | 'paid' | 'refunded' }

/** Ticket of a member's recharge. */
export const ticketOf = (memberId: MemberId, recharge: Recharge): RechargeTicket => ({
  id: recharge.id,
  memberId,
  channel: recharge.source.kind === 'wallet' ? recharge.source.channel : null,
  createdAtMs: recharge.requestedAtMs,
  state: stateOf(recharge),
  waiting: waitingOf(recharge),
})

const stateOf = ({ state }: Recharge): TicketState =>
  state.status === 'requested'
    ? { status: state.status, payByMs: state.payByMs }
    : { status: state.status }

/** No new payment can be opened from here on. A settled ticket stays unchanged. */
export const closingTicket = (ticket: RechargeTicket, nowMs: EpochMs): RechargeTicket =>
  ticket.state.status === 'requested'
    ? {
        ...ticket,
        state: { ...ticket.state, status: 'closing' },
        waiting: { at: 'closing', sinceMs: nowMs },
      }
    : ticket

const state = z.discriminatedUnion('status', [
  z.looseObject({ status: z.enum(['requested', 'closing']), payByMs: instantValue }),
  z.looseObject({ status: z.enum(['closed', 'paid', 'refunded']) }),
])

const waiting = z.discriminatedUnion('at', [
  z.looseObject({ at: z.literal('payment'), createdAtMs: instantValue, payByMs: instantValue }),
  z.looseObject({ at: z.literal('closing'), sinceMs: instantValue }),
  z.looseObject({ at: z.literal('closed'), closedAtMs: instantValue, confirmed: z.boolean() }),
  z.looseObject({
    at: z.literal('refund'),
    requestedAtMs: instantValue,
    sendableFromMs: instantValue,
  }),
])

const ticket = z
  .looseObject({
    id: idValue('recharge'),
    memberId: idValue('member'),
    createdAtMs: instantValue,
    state,
    // Missing in older tickets; the timer adds them.
    channel: z.enum(CHANNELS).nullable().default(null),
    waiting: waiting.nullable().default(null),
    ...dueForm,
  })
  .transform(
    ({ dueAtMs: _, dueLane: _1, dueTries: _2, releaseAtMs: _3, ...rest }): RechargeTicket => rest,
  )

/** Tickets, with the due time for the timer; those without follow-ups have none. */
export const recharges = collectionOf<RechargeTicket>('recharges', ticket, (value) => ({
  ...dueFields(value.waiting, value.channel),
  ...('payByMs' in value.state ? { releaseAtMs: later(value.state.payByMs, HOLD_GRACE_MS) } : {}),
}))
