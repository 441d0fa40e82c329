import type { CouponTemplateId } from '@palm/shared/coupon/coupon'
import { END_OF_TIME, type EpochMs } from '@palm/shared/kernel/instant'
import { idLetters } from '@palm/shared/kernel/id'
import type { Member, MemberId } from '@palm/shared/member/member'
import { afterWrongCode, type CardTries } from '@palm/shared/stored-value/card/card-tries'
import type { Database, Transaction } from '../database/session'
import { couponTemplates } from '../documents/member/coupons'
import { currentMember } from '../documents/member/members'
import { cardTries, type StoredCardTries } from '../documents/member/recharge-cards'
import { type StatementRow, storedValueRows } from '../documents/member/stored-value-rows'

export interface AccountStore {
  member(id: MemberId): Promise<Member | null>
  /** Titles of coupons; missing templates have none. */
  couponTitles(ids: readonly CouponTemplateId[]): Promise<ReadonlyMap<CouponTemplateId, string>>
  /** A member's rows before an instant, newest first. */
  rowsOf(id: MemberId, beforeMs: EpochMs | null, limit: number): Promise<StatementRow[]>
}

export function openAccountStore(database: Database): AccountStore {
  return {
    member: (id) => currentMember(database, id),

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
