import type { EpochMs } from '@palm/shared/kernel/instant'
import type { MemberId } from '@palm/shared/member/member'
import { type Provider, PROVIDERS } from '@palm/shared/trade/fact'
import type { Waiting } from '@palm/shared/trade/follow-up'
import { holdsUntilMs } from '@palm/shared/trade/close'
import type { Trade } from '@palm/shared/trade/trade'
import { waitingOf } from '@palm/shared/trade/waiting'
import { isRechargeOverInvoiced } from '@palm/shared/invoice/invoiceable'
import {
  hasMoney,
  type Recharge,
  type RechargeId,
  tradeOf,
} from '@palm/shared/stored-value/recharge/recharge'
import { z } from 'zod'
import { collectionOf } from '../collection'
import { dueFields, dueForm } from '../due'
import { renamedFields } from '../earlier/renamed-fields'
import { idValue, instantValue } from '../values'

/**
 * 充值单: owner of a recharge, for providers that know only its number, and its pending follow-ups.
 * The recharge itself is in the member's document; both change together.
 */
export interface RechargeTicket {
  readonly id: RechargeId
  readonly memberId: MemberId
  /** Null if a card paid: no provider is involved. */
  readonly provider: Provider | null
  readonly createdAtMs: EpochMs
  readonly state: TicketState
  readonly waiting: Waiting | null
  /** Less is kept than its invoice says, which the timer has to tell the invoice. */
  readonly isOverInvoiced?: boolean | undefined
}

export type TicketState =
  /** `closing`: no new payment can be opened, and the provider is being asked to close it. */
  | { readonly status: 'requested' | 'closing'; readonly payByMs: EpochMs }
  | { readonly status: 'closed' | 'paid' | 'refunded' }

/** Ticket of a member's recharge. */
export const ticketOf = (memberId: MemberId, recharge: Recharge): RechargeTicket => ({
  id: recharge.id,
  memberId,
  provider: tradeOf(recharge)?.provider ?? null,
  createdAtMs: recharge.requestedAtMs,
  state: stateOf(recharge),
  waiting: waitingIn(tradeOf(recharge)),
  ...(hasMoney(recharge) && isRechargeOverInvoiced(recharge) ? { isOverInvoiced: true } : {}),
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
    // Missing in older tickets; the timer adds them.
    provider: z.enum(PROVIDERS).nullable().default(null),
    waiting: waiting.nullable().default(null),
    isOverInvoiced: z.boolean().optional(),
    overInvoicedAtMs: z.number().optional(),
    ...dueForm,
  })
  .transform(
    ({
      dueAtMs: _,
      dueLane: _1,
      dueTries: _2,
      overInvoicedAtMs: _4,
      releaseAtMs: _3,
      ...rest
    }): RechargeTicket => rest,
  )

const form = renamedFields({ channel: 'provider' }, ticket)

/** Tickets, with the due time for the timer; those without follow-ups have none. */
export const recharges = collectionOf<RechargeTicket>('recharges', form, (value) => ({
  ...dueFields(value.waiting, value.provider),
  ...(value.isOverInvoiced ? { overInvoicedAtMs: value.createdAtMs } : {}),
  ...('payByMs' in value.state ? { releaseAtMs: holdsUntilMs(value.state) } : {}),
}))
