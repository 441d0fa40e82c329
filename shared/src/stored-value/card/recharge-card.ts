import { assert } from '../../kernel/assert'
import { type Fen, NO_FEN, sumFen } from '../../kernel/fen'
import type { Id } from '../../kernel/id'
import { DAY_MS, type EpochMs, later } from '../../kernel/instant'
import { ok, refuse, type Result } from '../../kernel/result'
import { type JournalEntry, transfer } from '../../ledger/journal'
import type { StoredValueAccount } from '../account'
import { journalId, nothingMoved, type StoredValueDecision } from '../decision'
import type { Frozen } from '../freeze'
import { type Holder, PREPAID_LAW, type PrepaidRefusal, prepaidRefusal } from '../prepaid-law'
import { credited } from '../recharge/credit'
import type { NoAmount, RechargeId } from '../recharge/recharge'

/** 充值卡: an amount for the holder of its code, once. A separate document. */
export interface RechargeCard {
  readonly id: Id<'recharge-card'>
  /** Of the code, keyed; the code itself is on the card only. */
  readonly codeHash: string
  readonly amountFen: Fen
  readonly expiresAtMs: EpochMs
  /** Made together with these; null for cards from before batches were kept. */
  readonly batchId: CardBatchId | null
  readonly state: CardState
}

export type CardBatchId = Id<'card-batch'>

/**
 * 一批充值卡: the cards of one command. Its codes are derived from its salt and the card secret, so that
 * repeating a command after a lost answer returns the same ones.
 */
export interface CardBatch {
  readonly id: CardBatchId
  readonly salt: string
  readonly count: number
  readonly amountFen: Fen
  readonly expiresAtMs: EpochMs
  readonly issuedAtMs: EpochMs
  readonly voidedAtMs: EpochMs | null
}

/** Time within which a command may be repeated; afterwards the codes cannot be read again. */
const TOLD_AGAIN_MS = DAY_MS

export type BatchRefusal =
  /** The number is that of other cards. Make another. */
  | { readonly code: 'card-batch/id-taken' }
  /** Its codes were told more than a day ago, or it was voided. */
  | { readonly code: 'card-batch/told' }

/** Whether the same command may hear the codes of its batch once more. */
export function toldAgain(
  batch: CardBatch,
  asked: Pick<CardBatch, 'count' | 'amountFen' | 'expiresAtMs'>,
  nowMs: EpochMs,
): Result<CardBatch, BatchRefusal> {
  const isSame =
    batch.count === asked.count &&
    batch.amountFen === asked.amountFen &&
    batch.expiresAtMs === asked.expiresAtMs
  if (!isSame) return refuse({ code: 'card-batch/id-taken' })
  const isOver = nowMs > later(batch.issuedAtMs, TOLD_AGAIN_MS) || batch.voidedAtMs !== null
  return isOver ? refuse({ code: 'card-batch/told' }) : ok(batch)
}

export type CardState =
  | { readonly status: 'sold' }
  /** Stolen or lost before anybody used it. */
  | { readonly status: 'voided'; readonly atMs: EpochMs }
  | {
      readonly status: 'redeemed'
      readonly memberId: Id<'member'>
      readonly rechargeId: RechargeId
      readonly atMs: EpochMs
    }

export type RedeemRefusal =
  /** No such code. */
  | { readonly code: 'card/wrong-code' }
  | { readonly code: 'card/used' }
  /** The operator has voided it: it was stolen or lost. */
  | { readonly code: 'card/voided' }
  | { readonly code: 'card/expired'; readonly atMs: EpochMs }
  /** Another recharge has this number. */
  | { readonly code: 'recharge/id-taken' }
  | Frozen
  | PrepaidRefusal

/** Why cards cannot be made so. */
export type CardFlaw =
  | NoAmount
  /** The holder of the code owns the card: the lower legal cap applies. */
  | { readonly code: 'recharge-card/above-cap'; readonly maxFen: Fen }
  | { readonly code: 'recharge-card/expires-too-soon'; readonly notBeforeMs: EpochMs }

export function cardFlaw(
  { amountFen, expiresAtMs }: Pick<RechargeCard, 'amountFen' | 'expiresAtMs'>,
  nowMs: EpochMs,
): CardFlaw | null {
  if (amountFen <= 0) return { code: 'recharge/no-amount' }
  const maxFen = PREPAID_LAW.maxFen.unregistered
  if (amountFen > maxFen) return { code: 'recharge-card/above-cap', maxFen }
  const notBeforeMs = later(nowMs, PREPAID_LAW.cardDays * DAY_MS)
  return expiresAtMs < notBeforeMs ? { code: 'recharge-card/expires-too-soon', notBeforeMs } : null
}

/** Cards are owed from the instant at which their codes are out; one entry for those made together. */
export function cardsIssued(cards: readonly RechargeCard[], atMs: EpochMs): JournalEntry {
  const [first] = cards
  assert(first !== undefined, 'cards are issued')
  const subject = first.id
  const id = journalId(subject, 'issued')
  const worthFen = sumFen(cards.map(({ amountFen }) => amountFen))
  const entry = { id, kind: 'cards-issued', subject, atMs } as const
  return transfer(entry, 'prepaid:card', 'receivable:cards', worthFen)
}

/** Voided cards are owed to nobody any more, and nobody owes their price. */
export function cardsVoided(cards: readonly RechargeCard[], atMs: EpochMs): JournalEntry {
  const [first] = cards
  assert(first !== undefined, 'cards are voided')
  const entry = {
    id: journalId(first.id, 'voided'),
    kind: 'cards-voided',
    subject: first.id,
    atMs,
  } as const
  const worthFen = sumFen(cards.map(({ amountFen }) => amountFen))
  return transfer(entry, 'receivable:cards', 'prepaid:card', worthFen)
}

export interface Redeem {
  readonly codeHash: string
  readonly memberId: Id<'member'>
  readonly rechargeId: RechargeId
  readonly holder: Holder
  readonly nowMs: EpochMs
}

export interface Redeemed extends StoredValueDecision {
  readonly card: RechargeCard
}

/** Card and account change in one transaction. The same member's repeat finds it done. */
export function redeem(
  account: StoredValueAccount,
  card: RechargeCard | null,
  { codeHash, holder, memberId, nowMs, rechargeId }: Redeem,
): Result<Redeemed, RedeemRefusal> {
  if (card?.codeHash !== codeHash) return refuse({ code: 'card/wrong-code' })
  const { amountFen, expiresAtMs, id, state } = card
  if (state.status === 'redeemed') {
    const same = state.memberId === memberId && state.rechargeId === rechargeId
    return same ? ok({ ...nothingMoved(account), card }) : refuse({ code: 'card/used' })
  }
  if (state.status === 'voided') return refuse({ code: 'card/voided' })
  if (nowMs >= expiresAtMs) return refuse({ code: 'card/expired', atMs: expiresAtMs })
  if (account.recharges.some((other) => other.id === rechargeId)) {
    return refuse({ code: 'recharge/id-taken' })
  }
  if (account.freeze) return refuse({ code: 'stored-value/frozen' })
  // The seller of the card has received the money, and answers for the legal requirements on its
  // payment.
  const value = { amountFen, giftFen: NO_FEN, paidBy: 'bank-transfer' } as const
  const illegal = prepaidRefusal(account, holder, value)
  if (illegal) return refuse(illegal)

  const source = { kind: 'card', cardId: id } as const
  const requested = { status: 'requested', promise: null } as const
  const recharge = { id: rechargeId, source, amountFen, requestedAtMs: nowMs, state: requested }
  const credit = {
    promise: null,
    from: 'prepaid:card',
    paidAtMs: nowMs,
  } as const
  const { account: after, entry, row } = credited(account, recharge, credit)
  const redeemed = { status: 'redeemed', memberId, rechargeId, atMs: nowMs } as const
  return ok({ account: after, entry, row, card: { ...card, state: redeemed } })
}
