import type { Contract } from '../contract/contract'
import { type CouponPocket, EMPTY_POCKET } from '../coupon/claim'
import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import type { Channel } from '../trade/fact'
import { EMPTY_ACCOUNT, type StoredValueAccount } from '../stored-value/account'
import type { GradeId } from '../station/grade'
import type { SaidBirthday } from './birthday'
import { type Loyalty, NO_LOYALTY } from './loyalty'

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
  /** 电子账户 */
  readonly storedValue: StoredValueAccount
  /** 合约: offered, running, and of the others those that still count. */
  readonly contracts: readonly Contract[]
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
  /** Null until he says it: it is for the birthday gift and nothing else. */
  readonly birthday: SaidBirthday | null
}

/** Somebody who comes for the first time: nothing in his pocket, nothing gathered. */
export const newMember = (facts: Pick<Member, 'id' | 'identity' | 'joinedAtMs'>): Member => ({
  ...facts,
  profile: null,
  pocket: EMPTY_POCKET,
  loyalty: NO_LOYALTY,
  storedValue: EMPTY_ACCOUNT,
  contracts: [],
})
