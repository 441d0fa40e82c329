import { TO_OWN } from '@palm/shared/testing/builders/payees'
import type { Id } from '@palm/shared/kernel/id'
import { fen } from '@palm/shared/kernel/fen'
import { type EpochMs, later, MINUTE_MS } from '@palm/shared/kernel/instant'
import { refuse } from '@palm/shared/kernel/result'
import { entryOfEvent } from '@palm/shared/trade/entry'
import { reserveRefund } from '@palm/shared/trade/pay'
import {
  isPaid,
  openTrade,
  refundsOf,
  type Trade,
  type TradeChange,
} from '@palm/shared/trade/trade'
import { waitingOf } from '@palm/shared/trade/waiting'
import { z } from 'zod'
import type { Database } from '../database/session'
import { collectionOf } from '../documents/collection'
import { dueFields, dueForm } from '../documents/due'
import { journal } from '../documents/journal'
import { tradeForm } from '../documents/trades'
import { idValue } from '../documents/values'
import { reportHalted } from '../flows/halted-refunds'
import type { Payable } from '../flows/trade/payable'

/** 洗车: a wash for a fixed price. In tests only: it shows what a payable of its own needs. */
export interface CarWash {
  readonly id: Id<'car-wash'>
  readonly trade: Trade
  readonly isReady: boolean
}

const PREFIX = 'cw'
const PRICE_FEN = fen(2_500)

export const aCarWash = (letters: string, payerId: string, nowMs: EpochMs): CarWash => ({
  id: `car-wash:${letters}`,
  trade: openTrade({
    no: `${PREFIX}${letters}`,
    payee: TO_OWN,
    provider: 'wechat',
    payerId,
    amountFen: PRICE_FEN,
    openedAtMs: nowMs,
    payByMs: later(nowMs, 15 * MINUTE_MS),
  }),
  isReady: false,
})

/** A wash that was closed before its payment arrived is not given any more: the money goes back. */
function afterTrade(wash: CarWash, { event, trade }: TradeChange, nowMs: EpochMs): CarWash {
  if (event?.kind !== 'paid') return { ...wash, trade }
  const refund = { ...event, amountFen: trade.amountFen, reason: 'reversal' } as const
  return event.closed && isPaid(trade)
    ? { ...wash, trade: reserveRefund(trade, refund, nowMs) }
    : { ...wash, trade, isReady: true }
}

const form = z.looseObject({
  id: idValue('car-wash'),
  trade: tradeForm,
  isReady: z.boolean(),
  ...dueForm,
})

export const carWashes = collectionOf<CarWash>(
  'carWashes',
  form.transform(({ id, isReady, trade }) => ({ id, isReady, trade })),
  ({ trade }) => ({ ...dueFields(waitingOf(trade), trade.provider) }),
)

type UnknownWash = { readonly code: 'car-wash/unknown' }

export const carWashPayable = (
  database: Database,
): Payable<CarWash, CarWash['id'], CarWash, UnknownWash> => ({
  collection: carWashes,
  owns: (tradeNo) => tradeNo.startsWith(PREFIX),
  tradeNoOf: (id) => (id.startsWith('car-wash:') ? PREFIX + id.slice('car-wash:'.length) : null),
  find: (tradeNo) => Promise.resolve(`car-wash:${tradeNo.slice(PREFIX.length)}` as const),
  load: (id) => database.get(carWashes, id),
  keyOf: ({ id }) => id,
  subjectOf: (wash) => Promise.resolve(wash),
  tradeOf: ({ trade }) => trade,
  describe: () => '洗车一次',

  change: (id, nowMs, decide) =>
    database.transaction(async (transaction) => {
      const wash = await transaction.get(carWashes, id)
      if (!wash) return refuse({ code: 'car-wash/unknown' } as const)
      const change = decide(wash.trade)
      if (!change.ok || !change.value.event) return change.ok ? { ok: true, value: wash } : change
      const { event, trade } = change.value
      const after = afterTrade(wash, change.value, nowMs)
      const book = { subject: id, owed: 'station:bj0001:undelivered' } as const
      const entry = entryOfEvent(trade, event, { ...book, paid: 'paid', refunded: 'refunded' })
      const refunds = { before: refundsOf(wash.trade), after: refundsOf(after.trade) }
      await transaction.put(carWashes, after)
      await reportHalted(transaction, { subject: id, ...refunds }, nowMs)
      if (entry) await transaction.insert(journal, entry)
      return { ok: true, value: after }
    }),
})
