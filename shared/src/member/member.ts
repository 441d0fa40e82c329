import type { CouponPocket } from '../coupon/claim'
import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import type { Loyalty } from './loyalty'
import type { Channel } from '../payment/fact'
import type { GradeId } from '../station/grade'

export type MemberId = Id<'member'>

/**
 * A member 会员: one person in one wallet. Its id is made from the wallet's identity, so that it is
 * found without a search; joining a person's wallets comes with phone numbers, later.
 */
export interface Member {
  readonly id: MemberId
  readonly identity: WalletIdentity
  readonly joinedAtMs: EpochMs
  /** Null until the driver has been through the first-run profile. */
  readonly profile: Profile | null
  /** 券包 */
  readonly pocket: CouponPocket
  readonly loyalty: Loyalty
}

/** Who somebody is to a wallet. Never leaves the server. */
export interface WalletIdentity {
  readonly channel: Channel
  readonly appId: string
  /** WeChat openid, Alipay open_id. */
  readonly openId: string
}

/** Only what filling up needs (personal information law, articles 6 and 13). */
export interface Profile {
  readonly nickname: string
  readonly usualGradeId: GradeId | null
  readonly plate: string | null
}
