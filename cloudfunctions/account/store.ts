import type { CouponTemplateId } from '@palm/shared/coupon/coupon'
import { type EpochMs, epochMs } from '@palm/shared/kernel/instant'
import { idLetters } from '@palm/shared/kernel/id'
import { ok, type Result } from '@palm/shared/kernel/result'
import type { TooManyAnnounced } from '@palm/shared/rule/version'
import type { JournalEntry } from '@palm/shared/ledger/journal'
import type { Member, MemberId } from '@palm/shared/member/member'
import { afterWrongCode, type CardTries } from '@palm/shared/stored-value/card/card-tries'
import { type StoredValueRules, withStoredValueRules } from '@palm/shared/stored-value/policy'
import {
  type CardBatch,
  type CardBatchId,
  cardsVoided,
  type RechargeCard,
} from '@palm/shared/stored-value/card/recharge-card'
import type { Database, Transaction } from '../database/session'
import { couponTemplates } from '../documents/member/coupons'
import { journal } from '../documents/journal'
import { members } from '../documents/member/members'
import {
  cardBatches,
  cardTries,
  rechargeCards,
  type StoredCardTries,
} from '../documents/member/recharge-cards'
import { type StatementRow, storedValueRows } from '../documents/member/stored-value-rows'
import { changeOperatorRules } from '../flows/operator-rules'

export interface AccountStore {
  member(id: MemberId): Promise<Member | null>
  /** Titles of coupons; missing templates have none. */
  couponTitles(ids: readonly CouponTemplateId[]): Promise<ReadonlyMap<CouponTemplateId, string>>
  /** A member's rows before an instant, newest first. */
  rowsOf(id: MemberId, beforeMs: EpochMs | null, limit: number): Promise<StatementRow[]>
  batch(id: CardBatchId): Promise<CardBatch | null>
  card(id: RechargeCard['id']): Promise<RechargeCard | null>
  /**
   * Saves all cards and their liability atomically; returns the existing batch if the number is
   * taken.
   */
  addCards(
    batch: CardBatch,
    cards: readonly RechargeCard[],
    entry: JournalEntry,
  ): Promise<CardBatch>
  /** Number of newly voided cards of a batch; null if the batch does not exist. */
  voidCards(id: CardBatchId, nowMs: EpochMs): Promise<number | null>
  /** Answers with the version that the rules have become. */
  saveRules(rules: StoredValueRules, nowMs: EpochMs): Promise<Result<number, TooManyAnnounced>>
}

const END_OF_TIME = epochMs(Number.MAX_SAFE_INTEGER)

export function openAccountStore(database: Database): AccountStore {
  return {
    member: (id) => database.get(members, id),

    async couponTitles(ids) {
      const found = await Promise.all(
        [...new Set(ids)].map((id) => database.get(couponTemplates, id)),
      )
      return new Map(found.flatMap((template) => (template ? [[template.id, template.title]] : [])))
    },

    rowsOf: (memberId, beforeMs, limit) =>
      database.find(storedValueRows, {
        where: { memberId, bookedAtMs: { below: beforeMs ?? END_OF_TIME } },
        orderBy: { field: 'bookedAtMs', direction: 'desc' },
        limit,
      }),

    batch: (id) => database.get(cardBatches, id),
    card: (id) => database.get(rechargeCards, id),
    voidCards: (id, nowMs) => voidCards(database, id, nowMs),

    addCards: (batch, cards, entry) =>
      database.transaction(async (transaction) => {
        const known = await transaction.get(cardBatches, batch.id)
        if (known) return known
        await transaction.put(cardBatches, batch)
        for (const card of cards) await transaction.insert(rechargeCards, card)
        await transaction.insert(journal, entry)
        return batch
      }),

    saveRules: (rules, nowMs) =>
      changeOperatorRules(
        database,
        (before) => {
          const after = withStoredValueRules(before.storedValueRules, rules, nowMs)
          return after.ok ? ok({ storedValueRules: after.value }) : after
        },
        nowMs,
      ),
  }
}

/** More than the size of a batch. */
const CARDS_MAX = 1_000

/** A concurrently redeemed card is either redeemed or voided: both write the card. */
async function voidCards(
  database: Database,
  id: CardBatchId,
  nowMs: EpochMs,
): Promise<number | null> {
  const cards = await database.find(rechargeCards, { where: { batchId: id }, limit: CARDS_MAX })
  return database.transaction(async (transaction) => {
    const batch = await transaction.get(cardBatches, id)
    if (!batch) return null
    const voided: RechargeCard[] = []
    for (const { id: cardId } of cards) {
      const card = await transaction.get(rechargeCards, cardId)
      if (card?.state.status === 'sold') voided.push(card)
    }
    for (const card of voided) {
      await transaction.put(rechargeCards, { ...card, state: { status: 'voided', atMs: nowMs } })
    }
    if (voided.length > 0) await transaction.insert(journal, cardsVoided(voided, nowMs))
    await transaction.put(cardBatches, { ...batch, voidedAtMs: batch.voidedAtMs ?? nowMs })
    return voided.length
  })
}

const triesIdOf = (id: MemberId): StoredCardTries['id'] => `card-tries:${idLetters(id)}`

export const triesOf = (transaction: Transaction, id: MemberId): Promise<CardTries | null> =>
  transaction.get(cardTries, triesIdOf(id))

export const countWrongCode = (
  transaction: Transaction,
  tries: CardTries | null,
  memberId: MemberId,
  nowMs: EpochMs,
): Promise<void> =>
  transaction.put(cardTries, {
    ...afterWrongCode(tries, memberId, nowMs),
    id: triesIdOf(memberId),
  })
