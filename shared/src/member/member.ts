import type { Contract } from '../contract/contract'
import { type CouponPocket, EMPTY_POCKET } from '../coupon/claim'
import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import type { Provider } from '../trade/fact'
import { EMPTY_ACCOUNT, type StoredValueAccount } from '../stored-value/account'
import { type Loyalty, NO_LOYALTY } from './loyalty'
import type { Birthday } from '../level/evaluate'
import type { PendingOrder } from './pending-order'
import type { Vehicle } from './vehicle'

export type MemberId = Id<'member'>

/**
 * A member 会员: one person in one wallet. The id is derived from the wallet's identity, so that it
 * needs no search. Joining a person's wallets is not built.
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
