import type { Contract } from '../contract/contract'
import { type CouponPocket, EMPTY_POCKET } from '../coupon/claim'
import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import type { Provider } from '../trade/fact'
import { EMPTY_ACCOUNT, type StoredValueAccount } from '../stored-value/account'
import { type Loyalty, NO_LOYALTY } from './loyalty'
import type { Birthday } from '../level/evaluate'
import type { Growth } from '../level/growth'
import type { PendingOrder } from './pending-order'
import type { Vehicle } from './vehicle'
import type { BoundPhone, PhoneId } from './phone/phone'

export type MemberId = Id<'member'>

/**
 * A member 会员: one person. The id is derived from the identity in their first wallet, so that it
 * needs no search; the member of another wallet with the same phone number may join (decision 16).
 */
export interface Member {
  readonly id: MemberId
  readonly identity: WalletIdentity
  readonly joinedAtMs: EpochMs
  /** Null until the driver has completed the first-run profile. */
  readonly profile: Profile | null
  /** 券包 */
  readonly pocket: CouponPocket
  readonly loyalty: Loyalty
  /** 电子账户 */
  readonly storedValue: StoredValueAccount
  /** 合约: offered and running ones, and ended ones that still matter. */
  readonly contracts: readonly Contract[]
  /** Orders with reservations above that may not be stored yet. */
  readonly pendingOrders: readonly PendingOrder[]
  /** Keys of what this document has told in messages already; absent before the first one. */
  readonly told?: readonly string[] | undefined
  /** 手机号; absent until one is bound. */
  readonly phone?: BoundPhone | undefined
  /** A request to join the holder of a phone number, waiting for its proof. */
  readonly asking?: AskedMerge | undefined
  /** The other wallet's member, whose benefits are here. */
  readonly joined?: Joined | undefined
  /** Whose benefits this member's are now: this document only leads there. */
  readonly mergedInto?: MergedInto | undefined
  /** 注销: asked for, and not carried out yet. */
  readonly leaving?: Leaving | undefined
  /** Set in the remains of a member who has left, under an id that leads to nobody. */
  readonly left?: Left | undefined
}

/** A person's identity in a wallet. Never leaves the server. */
export interface WalletIdentity {
  readonly provider: Provider
  readonly appId: string
  /** WeChat openid, Alipay open_id. */
  readonly openId: string
}

/** Data necessary for refuelling only (personal information law, articles 6 and 13). */
export interface Profile {
  readonly nickname: string
  /** The usual one first. */
  readonly vehicles: readonly Vehicle[]
  /** Null until the member states it; used for the birthday gift only. */
  readonly birthday: SaidBirthday | null
}

/** A member on the first visit: empty pocket, no points or growth. */
export const newMember = (facts: Pick<Member, 'id' | 'identity' | 'joinedAtMs'>): Member => ({
  ...facts,
  profile: null,
  pocket: EMPTY_POCKET,
  loyalty: NO_LOYALTY,
  storedValue: EMPTY_ACCOUNT,
  contracts: [],
  pendingOrders: [],
})

/** The birthday that a member has stated; removing it keeps the history. */
export interface SaidBirthday {
  readonly on: Birthday | null
  /** Instant of the last change; null before the first one. */
  readonly changedAtMs: EpochMs | null
}

/** A member's benefits: all that is worth something to them. */
export type Benefits = Pick<
  Member,
  'contracts' | 'loyalty' | 'pendingOrders' | 'pocket' | 'storedValue'
>

/** In the member that goes on: the wallet that came, and what only a separation needs. */
export interface Joined {
  readonly memberId: MemberId
  readonly identity: WalletIdentity
  readonly atMs: EpochMs
  readonly before: Before
}

/** Facts of the member that goes on that cannot be told apart afterwards. */
export interface Before {
  readonly joinedAtMs: EpochMs
  readonly profile: Profile | null
  readonly welcomed: Growth['welcomed']
  readonly celebrated: Growth['celebrated']
  readonly birthdayYear: Growth['birthdayYear']
}

/** In the member that came: it only leads to the other, and knows what it brought. */
export interface MergedInto {
  readonly memberId: MemberId
  readonly atMs: EpochMs
  /** As it lay in the other member's document right after the merge. */
  readonly brought: Benefits
}

/** In the member that asks. */
export interface AskedMerge {
  readonly phoneId: PhoneId
  readonly shown: string
  readonly holderId: MemberId
  readonly untilMs: EpochMs
}

/**
 * 注销: a member asks to be forgotten (个人信息保护法, article 47). It is carried out after some days, in
 * which the member may stay after all.
 */
export interface Leaving {
  readonly askedAtMs: EpochMs
  /** When it is carried out. */
  readonly atMs: EpochMs
  /** Something came in between: nothing was removed, and the member has to ask again. */
  readonly stopped?: { readonly atMs: EpochMs; readonly by: `leave/${string}` } | undefined
}

/** In the remains of a member who has left. */
export interface Left {
  readonly atMs: EpochMs
  /** Ids under which documents may still be found; empty once none is. */
  readonly from: readonly MemberId[]
}
