import type { EpochMs } from '../kernel/instant'
import { z } from 'zod'
import type { Fen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import type { Provider } from '../trade/fact'
import type { NoAccount } from '../trade/payee'
import type { Freeze } from '../stored-value/account'
import type { TooManyTries } from '../stored-value/card/card-tries'
import type { StoredValueRow } from '../stored-value/decision'
import type { Frozen } from '../stored-value/freeze'
import type { OwnLimits } from '../stored-value/guard/guard'
import type { PasswordRefusal } from '../stored-value/guard/password'
import type { RechargeId, RechargeStatus } from '../stored-value/recharge/recharge'
import type { RedeemRefusal } from '../stored-value/card/recharge-card'
import type { RechargeOfferId } from '../stored-value/recharge/recharge-offer'
import type { CloseRefusal } from '../trade/close'
import type { PayoutWay, RefundReason } from '../trade/refund'
import type { RechargeRefundRefusal } from '../stored-value/recharge/refund'
import type { RequestRefusal } from '../stored-value/recharge/request'
import type { MemberId } from '../member/member'
import type { OrderId } from '../order/facts/order'
import type { MemberFull } from '../member/member-size'
import { action } from './action'
import { amountFen, instant, paymentPassword, rechargeId, refundId } from './fields'
import type { WalletRequest } from './order'
import type { StoredValueSums } from '../stored-value/sums'
import type { OfferUnmet } from '../stored-value/recharge/promise'

/** A member's stored value 电子账户 as the member sees it. Amounts in fen, instants in epoch ms. */
export interface AccountView {
  /** Named to the office by members who ask for help. */
  readonly memberId: MemberId
  /** Amounts that can be spent now: principal and gift, never shown as one sum. */
  readonly principalFen: Fen
  readonly giftFen: Fen
  readonly freeze: FreezeView | null
  readonly guard: GuardView
  readonly limits: AccountLimits
  /**
   * Whether the operator accepts recharges. Existing balances can be spent and refunded in any
   * case.
   */
  readonly isOffered: boolean
  readonly offers: readonly RechargeOfferView[]
  /** Newest first. */
  readonly recharges: readonly RechargeView[]
}

export interface FreezeView extends Pick<Freeze, 'reason' | 'atMs'> {
  /** The member reported the loss, and lifts it with their password. */
  readonly byMember: boolean
}

/** 支付密码 and the member's own limits. */
export interface GuardView extends OwnLimits {
  readonly hasPassword: boolean
}

export interface AccountLimits {
  readonly perOrderFen: Fen | null
  readonly perDayFen: Fen | null
  /** The legal maximum balance of the account, and its unused part. */
  readonly maxFen: Fen
  readonly roomFen: Fen
}

/** 充值优惠 */
export interface RechargeOfferView {
  readonly offerId: RechargeOfferId
  readonly toMs: EpochMs
  /** Days in which its gift can be spent; null for no limit. */
  readonly giftDays: number | null
  /** Sorted by the amount of each. */
  readonly tiers: readonly OfferTierView[]
  /** Why this member cannot get it now; null if they can. */
  readonly unmet: OfferUnmet | null
}

export interface OfferTierView {
  readonly minimumFen: Fen
  readonly giftFen: Fen
  /** Titles of the coupons that come with it. */
  readonly coupons: readonly string[]
}

export interface RechargeView {
  readonly rechargeId: RechargeId
  readonly paidBy: Provider | 'card'
  readonly status: RechargeStatus
  readonly amountFen: Fen
  /** Gift promised or granted with it. */
  readonly giftFen: Fen
  readonly requestedAtMs: EpochMs
  /** Payment deadline; null when no payment is expected. */
  readonly payByMs: EpochMs | null
  readonly left: StoredValueSums
  /** The refund available to its member now; null if there is none. */
  readonly refundable: RefundPreview | null
  /** Why the remainder cannot be refunded now; null if it can, or if there is no remainder. */
  readonly notRefundable: RechargeRefundRefusal | null
  readonly refunds: readonly RechargeRefundView[]
}

export interface RechargeRefundView {
  readonly amountFen: Fen
  readonly reason: RefundReason
  readonly requestedAtMs: EpochMs
  readonly doneAtMs: EpochMs | null
  /** Set when a person decides how the money is returned: the deadline. */
  readonly decidedByMs: EpochMs | null
  /** Returned by a person, not by the wallet. */
  readonly paidOut: PayoutWay | null
}

/** Preview of a refund: the amount returned to the wallet, and its deductions. */
export interface RefundPreview {
  readonly principalFen: Fen
  readonly amountFen: Fen
  /** Unspent part of the gift, which is withdrawn. */
  readonly giftLostFen: Fen
  /** Spent part of the gift, which is deducted. */
  readonly giftSpentFen: Fen
  /** Value of its coupons that are used, held by an order or given away; deducted. */
  readonly couponsSpentFen: Fen
  /** Number of unused coupons of the recharge that are withdrawn. */
  readonly couponsLost: number
}

/** 收支明细 */
export interface StatementRowView extends StoredValueSums {
  readonly rowId: Id<'stored-value-row'>
  readonly kind: StoredValueRow['kind']
  readonly balance: StoredValueSums
  /** The order that it paid, or that gave it back; null for all other movements. */
  readonly orderId: OrderId | null
  readonly atMs: EpochMs
}

export interface RechargedReply {
  readonly recharge: RechargeView
  /** Null when there is nothing left to pay. */
  readonly wallet: WalletRequest | null
}

interface Coded<Code extends string> {
  readonly code: Code
}

export type RechargeRefusal =
  | RequestRefusal
  | MemberFull
  | NoAccount
  | { readonly code: 'recharge/gift-changed'; readonly giftFen: Fen }
  /** Another recharge has this number. */
  | Coded<'recharge/id-taken'>
  /** The wallet belongs to another member by now. */
  | Coded<'session/expired'>

export type RefundRefusal =
  | RechargeRefundRefusal
  | MemberFull
  | { readonly code: 'recharge/refund-changed'; readonly amountFen: Fen }

type ProviderTrouble = Coded<'payment/provider-unreachable'> | Coded<'payment/provider-refused'>
type Unknown = Coded<'member/unknown'> | Coded<'recharge/unknown'>

const aRecharge = z.strictObject({ rechargeId })

export const accountActions = {
  'account.get': action<AccountView, Coded<'member/unknown'>>()({
    audience: 'member',
    request: z.strictObject({}),
  }),
  /**
   * 充值. The phone makes the number, so that repeating the request creates one recharge, paid once.
   * `giftFen` is the gift that the phone displayed; if it has changed, nothing is charged.
   */
  'account.recharge': action<
    RechargedReply,
    RechargeRefusal | Coded<'stored-value/not-offered'> | Coded<'member/unknown'> | ProviderTrouble
  >()({
    audience: 'member',
    request: z.strictObject({ rechargeId, amountFen, giftFen: amountFen }),
  }),
  /** The wallet reported a result: the server asks the provider, whose answer counts. */
  'account.reportRecharge': action<RechargeView, Unknown | ProviderTrouble>()({
    audience: 'member',
    request: aRecharge,
  }),
  /** Cancels the recharge for the driver; it stays paid if the payment arrived first. */
  'account.cancelRecharge': action<RechargeView, Unknown | CloseRefusal | ProviderTrouble>()({
    audience: 'member',
    request: aRecharge,
  }),
  'account.previewRefund': action<RefundPreview, Unknown | RechargeRefundRefusal>()({
    audience: 'member',
    request: z.strictObject({ rechargeId, principalFen: amountFen }),
  }),
  /**
   * Refunds unspent principal to its payer. `amountFen` is the amount shown to the member; if it
   * has changed, nothing is done.
   */
  'account.refund': action<RechargeView, Coded<'member/unknown'> | RefundRefusal>()({
    audience: 'member',
    request: z.strictObject({ rechargeId, refundId, principalFen: amountFen, amountFen }),
  }),
  /** Redeems a recharge card by its code. Spaces, dashes and case are ignored. */
  'account.redeem': action<
    RechargeView,
    RedeemRefusal | TooManyTries | MemberFull | Coded<'member/unknown'>
  >()({
    audience: 'member',
    request: z.strictObject({ rechargeId, code: z.string().min(1).max(40) }),
  }),
  /**
   * 支付密码: sets it, or changes it with the current one. A reported loss forbids it: the finder of a
   * phone must not set one.
   */
  'account.savePassword': action<
    AccountView,
    PasswordRefusal | Frozen | Coded<'password/too-simple'> | Coded<'member/unknown'>
  >()({
    audience: 'member',
    request: z.strictObject({ password: paymentPassword, current: paymentPassword.nullable() }),
  }),
  'account.removePassword': action<
    AccountView,
    PasswordRefusal | Frozen | Coded<'member/unknown'>
  >()({ audience: 'member', request: z.strictObject({ password: paymentPassword }) }),
  /** The member's own limits; looser ones need the password if there is one. */
  'account.saveLimits': action<AccountView, PasswordRefusal | Coded<'member/unknown'>>()({
    audience: 'member',
    request: z.strictObject({
      freeFen: amountFen,
      perDayFen: amountFen.nullable(),
      password: paymentPassword.nullable(),
    }),
  }),
  /** 挂失: nothing goes out of the account until it is lifted. */
  'account.reportLoss': action<AccountView, Coded<'member/unknown'>>()({
    audience: 'member',
    request: z.strictObject({}),
  }),
  /** 解除挂失: of the member's own report, with the password. */
  'account.liftLoss': action<AccountView, PasswordRefusal | Frozen | Coded<'member/unknown'>>()({
    audience: 'member',
    request: z.strictObject({ password: paymentPassword }),
  }),
  /** 20 rows before an instant, newest first. */
  'account.statement': action<{
    readonly rows: readonly StatementRowView[]
    /** Pass it for the next page; null at the end. */
    readonly nextBeforeMs: EpochMs | null
  }>()({ audience: 'member', request: z.strictObject({ beforeMs: instant.nullable() }) }),
} as const
