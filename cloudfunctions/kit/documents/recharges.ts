import type { EpochMs } from '@palm/shared/kernel/instant'
import type { MemberId } from '@palm/shared/member/member'
import { type Channel, CHANNELS } from '@palm/shared/trade/fact'
import type { Waiting } from '@palm/shared/trade/follow-up'
import { holdsUntilMs } from '@palm/shared/trade/close'
import type { Trade } from '@palm/shared/trade/trade'
import { waitingOf } from '@palm/shared/trade/waiting'
import { type Recharge, type RechargeId, tradeOf } from '@palm/shared/stored-value/recharge'
import { z } from 'zod'
import { collectionOf } from './collection'
import { dueFields, dueForm } from './due'
import { idValue, instantValue } from './values'

/**
 * 充值单: whose a recharge is, for a channel that knows its number only, and what of it waits for
 * the channel. The recharge itself lies in the member's document; both change together.
 */
export interface RechargeTicket {
  readonly id: RechargeId
  readonly memberId: MemberId
  /** Null where a card paid: no channel has anything to do with it. */
  readonly channel: Channel | null
  readonly createdAtMs: EpochMs
  readonly state: TicketState
  readonly waiting: Waiting | null
}

export type TicketState =
  /** `closing`: nobody opens its payment any more, and the channel is being asked to close it. */
  | { readonly status: 'requested' | 'closing'; readonly payByMs: EpochMs }
  | { readonly status: 'closed' | 'paid' | 'refunded' }

/** What a member's recharge says on its ticket. */
export const ticketOf = (memberId: MemberId, recharge: Recharge): RechargeTicket => ({
  id: recharge.id,
  memberId,
  channel: tradeOf(recharge)?.channel ?? null,
  createdAtMs: recharge.requestedAtMs,
  state: stateOf(recharge),
  waiting: waitingIn(tradeOf(recharge)),
})

const waitingIn = (trade: Trade | null) => trade && waitingOf(trade)

function stateOf(recharge: Recharge): TicketState {
  const { status } = recharge.state
  const trade = tradeOf(recharge)
  if (status !== 'requested' || !trade) return { status: status === 'requested' ? 'paid' : status }
  return {
    status: trade.state.at === 'closing' ? 'closing' : 'requested',
    payByMs: trade.payByMs,
  }
}

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
    // Tickets of earlier versions have neither; the timer makes them anew.
    channel: z.enum(CHANNELS).nullable().default(null),
    waiting: waiting.nullable().default(null),
    ...dueForm,
  })
  .transform(
    ({ dueAtMs: _, dueLane: _1, dueTries: _2, releaseAtMs: _3, ...rest }): RechargeTicket => rest,
  )

/** Tickets, with when the timer is to look at them; those it has no business with have none. */
export const recharges = collectionOf<RechargeTicket>('recharges', ticket, (value) => ({
  ...dueFields(value.waiting, value.channel),
  ...('payByMs' in value.state ? { releaseAtMs: holdsUntilMs(value.state) } : {}),
}))
