import type { CouponTemplateId } from '@palm/shared/coupon/coupon'
import { type EpochMs, epochMs } from '@palm/shared/kernel/instant'
import { idLetters } from '@palm/shared/kernel/id'
import type { JournalEntry } from '@palm/shared/ledger/journal'
import type { Member, MemberId } from '@palm/shared/member/member'
import { afterWrongCode, type CardTries } from '@palm/shared/stored-value/card-tries'
import type { StoredValueRules } from '@palm/shared/stored-value/policy'
import type { RechargeCard } from '@palm/shared/stored-value/recharge-card'
import type { Database, Transaction } from '../kit/database/session'
import { couponTemplates } from '../kit/documents/coupons'
import { journal } from '../kit/documents/journal'
import { members } from '../kit/documents/members'
import { cardTries, rechargeCards, type StoredCardTries } from '../kit/documents/recharge-cards'
import { type StatementRow, storedValueRows } from '../kit/documents/stored-value-rows'
import { saveProgramme } from '../kit/programme'

export interface AccountStore {
  member(id: MemberId): Promise<Member | null>
  /** What coupons are called; one that is gone has no title. */
  couponTitles(ids: readonly CouponTemplateId[]): Promise<ReadonlyMap<CouponTemplateId, string>>
  /** A member's rows before an instant, the newest first. */
  rowsOf(id: MemberId, beforeMs: EpochMs | null, limit: number): Promise<StatementRow[]>
  /** All of them and what is owed for them, or none. */
  addCards(cards: readonly RechargeCard[], entry: JournalEntry): Promise<void>
  /** Answers with the version that the programme has become. */
  saveRules(rules: StoredValueRules, nowMs: EpochMs): Promise<number>
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

    addCards: (cards, entry) =>
      database.transaction(async (transaction) => {
        for (const card of cards) await transaction.insert(rechargeCards, card)
        await transaction.insert(journal, entry)
      }),

    saveRules: (storedValueRules, nowMs) => saveProgramme(database, { storedValueRules }, nowMs),
  }
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
