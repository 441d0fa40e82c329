import { z } from 'zod'
import type { Id } from '../kernel/id'
import type { Channel } from '../trade/fact'
import type { Freeze, StoredValueSums } from '../stored-value/account'
import type { TooManyTries } from '../stored-value/card-tries'
import type { StoredValueRow } from '../stored-value/decision'
import type { RechargeId, RechargeStatus } from '../stored-value/recharge'
import type {
  BatchRefusal,
  CardBatchId,
  CardFlaw,
  RedeemRefusal,
} from '../stored-value/recharge-card'
import type { OfferUnmet, RechargeOfferId } from '../stored-value/recharge-offer'
import type { CloseRefusal } from '../trade/close'
import type { PayoutWay, RefundReason } from '../trade/refund'
import type { RechargeRefundRefusal } from '../stored-value/refund'
import type { RequestRefusal } from '../stored-value/request'
import type { RechargeOfferFlaw, StoredValuePolicyFlaw } from '../stored-value/rule-flaw'
import type { MemberFull } from '../member/member-size'
import type { RuleTooLarge } from '../pricing/rule-size'
import { action } from './action'
import { amountFen, cardBatchId, instant, memberId, rechargeId, refundId } from './fields'
import type { WalletRequest } from './order'
import { rechargeOfferForm, storedValuePolicyForm } from './stored-value-rules'

/** 电子账户 as its member sees it. Amounts in fen, instants in epoch ms. */
export interface AccountView {
  /** What can be spent now: the member's own money, and what was given to him. Never one sum. */
  readonly principalFen: number
  readonly giftFen: number
  readonly freeze: Pick<Freeze, 'reason' | 'atMs'> | null
  readonly limits: AccountLimits
  /** Whether the operator takes recharges. What is there can be spent and goes back in any case. */
  readonly isOffered: boolean
  readonly offers: readonly RechargeOfferView[]
  /** The newest first. */
  readonly recharges: readonly RechargeView[]
}

export interface AccountLimits {
  readonly perOrderFen: number | null
  readonly perDayFen: number | null
  /** What the law lets an account hold, and how much of it is free. */
  readonly mostFen: number
  readonly roomFen: number
}

/** 充值优惠 */
export interface RechargeOfferView {
  readonly offerId: RechargeOfferId
  readonly toMs: number
  /** How long its gift can be spent; null: always. */
  readonly giftDays: number | null
  /** By the amount that each asks for. */
  readonly tiers: readonly OfferTierView[]
  /** Why this member does not get it now; null when he does. */
  readonly unmet: OfferUnmet | null
}

export interface OfferTierView {
  readonly minimumFen: number
  readonly giftFen: number
  /** Titles of the coupons that come with it. */
  readonly coupons: readonly string[]
}

export interface RechargeView {
  readonly rechargeId: RechargeId
  readonly paidBy: Channel | 'card'
  readonly status: RechargeStatus
  readonly amountFen: number
  /** What comes with it, or came. */
  readonly giftFen: number
  readonly requestedAtMs: number
  /** Until when it can be paid; null when nobody waits for that. */
  readonly payByMs: number | null
  readonly left: StoredValueSums
  /** What its member can have back of it now; null where nothing. */
  readonly refundable: RefundPreview | null
  /** Why what is left of it cannot be had back now; null where it can, or nothing is left. */
  readonly notRefundable: RechargeRefundRefusal | null
  readonly refunds: readonly RechargeRefundView[]
}

export interface RechargeRefundView {
  readonly amountFen: number
  readonly reason: RefundReason
  readonly requestedAtMs: number
  readonly doneAtMs: number | null
  /** Set where a person decides how the money comes back: until when at the latest. */
  readonly decidedByMs: number | null
  /** Returned by a person, not by the wallet. */
  readonly paidOut: PayoutWay | null
}

/** What goes back to the wallet, and what it costs. */
export interface RefundPreview {
  readonly principalFen: number
  readonly amountFen: number
  /** What is left of the gift and goes with it. */
  readonly giftLostFen: number
  /** What of the gift was spent: it comes off. */
  readonly giftSpentFen: number
  /** What its coupons took off or can, that orders have or somebody else: it comes off. */
  readonly couponsSpentFen: number
  /** How many unused coupons of the recharge go with it. */
  readonly couponsLost: number
}

/** 收支明细 */
export interface StatementRowView extends StoredValueSums {
  readonly rowId: Id<'stored-value-row'>
  readonly kind: StoredValueRow['kind']
  readonly balance: StoredValueSums
  readonly atMs: number
}

export interface RechargedReply {
  readonly recharge: RechargeView
  /** Null when there is nothing to pay any more. */
  readonly wallet: WalletRequest | null
}

interface Coded<Code extends string> {
  readonly code: Code
}

export type RechargeRefusal =
  | RequestRefusal
  | MemberFull
  | { readonly code: 'recharge/gift-changed'; readonly giftFen: number }
  /** Another recharge has this number. */
  | Coded<'recharge/id-taken'>

export type RefundRefusal =
  | RechargeRefundRefusal
  | MemberFull
  | { readonly code: 'recharge/refund-changed'; readonly amountFen: number }

type ChannelTrouble = Coded<'payment/channel-unreachable'> | Coded<'payment/channel-refused'>
type Unknown = Coded<'member/unknown'> | Coded<'recharge/unknown'>

const aRecharge = z.strictObject({ rechargeId })

export const accountActions = {
  'account.get': action<AccountView, Coded<'member/unknown'>>()({
    audience: 'member',
    request: z.strictObject({}),
  }),
  /**
   * 充值. The phone makes the number: the same tap twice is one recharge, paid once. `giftFen` is
   * what the phone has promised; where it would be another now, nothing is charged.
   */
  'account.recharge': action<
    RechargedReply,
    RechargeRefusal | Coded<'stored-value/not-offered'> | Coded<'member/unknown'> | ChannelTrouble
  >()({
    audience: 'member',
    request: z.strictObject({ rechargeId, amountFen, giftFen: amountFen }),
  }),
  /** The wallet said something: asks the channel, which decides. */
  'account.reportRecharge': action<RechargeView, Unknown | ChannelTrouble>()({
    audience: 'member',
    request: aRecharge,
  }),
  /** He thought better of it. Finds it paid when he was faster than himself. */
  'account.cancelRecharge': action<RechargeView, Unknown | CloseRefusal | ChannelTrouble>()({
    audience: 'member',
    request: aRecharge,
  }),
  'account.previewRefund': action<RefundPreview, Unknown | RechargeRefundRefusal>()({
    audience: 'member',
    request: z.strictObject({ rechargeId, principalFen: amountFen }),
  }),
  /**
   * Unspent principal back to whoever paid it. `amountFen` is what the member was shown; where it
   * would be another now, nothing is done.
   */
  'account.refund': action<RechargeView, Coded<'member/unknown'> | RefundRefusal>()({
    audience: 'member',
    request: z.strictObject({ rechargeId, refundId, principalFen: amountFen, amountFen }),
  }),
  /** A recharge card by its code. Spaces, dashes and case do not matter. */
  'account.redeem': action<
    RechargeView,
    RedeemRefusal | TooManyTries | MemberFull | Coded<'member/unknown'>
  >()({
    audience: 'member',
    request: z.strictObject({ rechargeId, code: z.string().min(1).max(40) }),
  }),
  /** 20 rows before an instant, the newest first. */
  'account.statement': action<{
    readonly rows: readonly StatementRowView[]
    /** Ask with it for the next; null where there are no more. */
    readonly nextBeforeMs: number | null
  }>()({ audience: 'member', request: z.strictObject({ beforeMs: instant.nullable() }) }),

  'account.freeze': action<Record<string, never>, Coded<'member/unknown'>>()({
    audience: 'operator',
    request: z.strictObject({
      memberId,
      reason: z.enum(['lost-phone', 'suspected-fraud', 'court-order']),
    }),
  }),
  'account.unfreeze': action<Record<string, never>, Coded<'member/unknown'>>()({
    audience: 'operator',
    request: z.strictObject({ memberId }),
  }),
  /** Sets policy and offers, from now on. What was promised before stays promised. */
  'account.saveRules': action<
    { readonly version: number },
    | StoredValuePolicyFlaw
    | (RechargeOfferFlaw & { readonly id: string })
    | RuleTooLarge
    | { readonly code: 'rule/same-id'; readonly id: string }
  >()({
    audience: 'operator',
    request: z.strictObject({
      policy: storedValuePolicyForm.nullable(),
      offers: z.array(rechargeOfferForm).max(50),
    }),
  }),
  /**
   * Makes recharge cards. Their codes are told here and nowhere else. The command makes the batch's
   * number: sent again within a day, it hears the same codes and makes no further cards.
   */
  'account.issueCards': action<
    { readonly batchId: CardBatchId; readonly codes: readonly string[] },
    CardFlaw | BatchRefusal
  >()({
    audience: 'operator',
    request: z.strictObject({
      /** A number is made for who sends none, and nothing is told twice. */
      batchId: cardBatchId.optional(),
      // All in one transaction, which has to be over within the function's time.
      count: z.int().min(1).max(100),
      amountFen,
      expiresAtMs: instant,
    }),
  }),
  /** Makes the cards of a batch worthless that nobody has used: it was stolen or lost. */
  'account.voidCards': action<
    { readonly voided: number },
    { readonly code: 'card-batch/unknown' }
  >()({ audience: 'operator', request: z.strictObject({ batchId: cardBatchId }) }),
} as const
