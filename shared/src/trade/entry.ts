import { type Fen, negateFen } from '../kernel/fen'
import { type Id, idLetters } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import { type Account, entryOf, type JournalEntry } from '../ledger/journal'
import { OWN_MERCHANT } from './payee'
import { outRefundNo } from './refund'
import { isPaid, type Trade, type TradeEvent } from './trade'

/** Subject, account and entry kinds of a trade in the journal. */
export interface TradeBook {
  /** Subject of the entries: the id of the order or of the recharge. */
  readonly subject: Id<string>
  /** Account that owes the money from its arrival until it is delivered or returned. */
  readonly owed: Account
  readonly paid: JournalEntry['kind']
  readonly refunded: JournalEntry['kind']
}

/** Each merchant account with a provider is an account of its own. */
export const providerAccount = ({ payee: { merchant }, provider }: Trade): Account =>
  merchant === OWN_MERCHANT ? `provider:${provider}` : `provider:${provider}:${merchant}`

/**
 * Journal entry of an event; null if no money moved. The provider holds a payment until the
 * provider or a person has returned it.
 */
export function entryOfEvent(
  trade: Trade,
  event: TradeEvent,
  book: TradeBook,
): JournalEntry | null {
  switch (event.kind) {
    case 'paid': {
      if (!isPaid(trade)) return null
      const { amountFen, state } = trade
      return moved(trade, book, `paid:${event.transactionId}`, { amountFen, atMs: state.paidAtMs })
    }
    case 'paid-again':
      return moved(trade, book, `paid:${event.transactionId}`, {
        amountFen: event.amountFen,
        atMs: event.paidAtMs,
      })
    case 'refunded':
      return returned(trade, event, book)
    default:
      return null
  }
}

interface Moved {
  readonly amountFen: Fen
  readonly atMs: EpochMs
}

const moved = (trade: Trade, book: TradeBook, what: string, { amountFen, atMs }: Moved) =>
  entryOf({ ...factsOf(book, what), kind: book.paid, atMs }, [
    { account: providerAccount(trade), amountFen },
    { account: book.owed, amountFen: negateFen(amountFen) },
  ])

function returned(
  trade: Trade,
  { refund }: Extract<TradeEvent, { kind: 'refunded' }>,
  book: TradeBook,
): JournalEntry | null {
  const { amountFen, id, state } = refund
  if (state.at !== 'done' && state.at !== 'paid-out') return null
  const [what, from]: [string, Account] =
    state.at === 'done' ? ['refunded', providerAccount(trade)] : ['paid-out', `payout:${state.how}`]
  return entryOf(
    {
      ...factsOf(book, `${what}:${outRefundNo(id)}`),
      kind: book.refunded,
      atMs: state.doneAtMs,
    },
    [
      { account: book.owed, amountFen },
      { account: from, amountFen: negateFen(amountFen) },
    ],
  )
}

const factsOf = ({ subject }: TradeBook, what: string) =>
  ({ id: `journal:${idLetters(subject)}:${what}`, subject }) as const
