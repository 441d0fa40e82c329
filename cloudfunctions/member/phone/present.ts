import type { PhoneView } from '@palm/shared/api/phone'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Member, MemberId } from '@palm/shared/member/member'
import { undoUntilMs } from '@palm/shared/member/merge/separate'
import { type PhoneRecord, requestAt } from '@palm/shared/member/phone/phone-record'
import type { Provider } from '@palm/shared/trade/fact'

/** @param record of the member's own number; null without one */
export function presentPhone(
  { asking, identity, joined, phone }: Member,
  record: PhoneRecord | null,
  walletId: MemberId,
  nowMs: EpochMs,
): PhoneView {
  const request = record && requestAt(record, nowMs)
  const other = otherOf(identity.provider)
  const isAsking = asking !== undefined && asking.untilMs > nowMs
  return {
    phone: phone ? { shown: phone.shown, boundAtMs: phone.boundAtMs } : null,
    asking: isAsking ? { shown: asking.shown, wallet: other, untilMs: asking.untilMs } : null,
    asked: request && { wallet: other, code: request.code, untilMs: request.untilMs },
    joined: joined
      ? {
          wallet: walletId === joined.memberId ? identity.provider : joined.identity.provider,
          atMs: joined.atMs,
          undoUntilMs: nowMs < undoUntilMs(joined) ? undoUntilMs(joined) : null,
        }
      : null,
  }
}

const otherOf = (wallet: Provider): Provider => (wallet === 'wechat' ? 'alipay' : 'wechat')
