import { addFen, type Fen, fen, NO_FEN, sumFen } from '../kernel/fen'
import { balanceOf, type StoredValueAccount } from './account'
import type { GiftPromise } from './recharge/recharge'
import { tierFor } from './recharge/recharge-offer'

/**
 * 单用途商业预付卡: legal limits of an account and requirements for buyers. Figures of 单用途商业预付卡管理办法
 * (商务部令2012年第9号) and, for returns, 法释〔2025〕4号. Principal never expires here, which is stricter than
 * the law for unregistered accounts.
 */
export const PREPAID_LAW = {
  maxFen: { registered: fen(500_000), unregistered: fen(100_000) },
  realNameFromFen: fen(1_000_000),
  transferFromFen: { person: fen(5_000_000), organisation: fen(500_000) },
  refundDays: 7,
  /** Three years, a leap day among them. */
  cardDays: 1_096,
} as const

export interface Holder {
  readonly kind: 'person' | 'organisation'
  /** 记名: we know by name whose account it is. */
  readonly isRegistered: boolean
  /** 实名: and have seen the papers. */
  readonly isRealName: boolean
}

export type PrepaidRefusal =
  /** So much at once has to come by bank transfer. */
  | { readonly code: 'prepaid/bank-transfer-needed'; readonly fromFen: Fen }
  | { readonly code: 'prepaid/real-name-needed'; readonly fromFen: Fen }
  /** Registering raises the cap. */
  | { readonly code: 'prepaid/above-cap'; readonly maxFen: Fen; readonly roomFen: Fen }

export interface NewValue {
  readonly amountFen: Fen
  readonly giftFen: Fen
  readonly paidBy: 'wallet' | 'bank-transfer'
}

/** Why an amount may not be put on an account; null when it may. */
export function prepaidRefusal(
  account: StoredValueAccount,
  holder: Holder,
  { amountFen, giftFen, paidBy }: NewValue,
): PrepaidRefusal | null {
  const transferFromFen = PREPAID_LAW.transferFromFen[holder.kind]
  if (amountFen >= transferFromFen && paidBy !== 'bank-transfer') {
    return { code: 'prepaid/bank-transfer-needed', fromFen: transferFromFen }
  }
  const { realNameFromFen } = PREPAID_LAW
  if (amountFen >= realNameFromFen && !holder.isRealName) {
    return { code: 'prepaid/real-name-needed', fromFen: realNameFromFen }
  }
  const { maxFen, roomFen } = prepaidRoom(account, holder)
  if (amountFen + giftFen > roomFen) return { code: 'prepaid/above-cap', maxFen, roomFen }
  return null
}

/** How much an account may hold, and how much more that is. */
export function prepaidRoom(account: StoredValueAccount, { isRegistered }: Holder) {
  const maxFen = PREPAID_LAW.maxFen[isRegistered ? 'registered' : 'unregistered']
  return { maxFen, roomFen: fen(Math.max(0, maxFen - valueOf(account))) }
}

export const promisedFen = (promise: GiftPromise | null, amountFen: Fen): Fen =>
  (promise && tierFor(promise.tiers, amountFen)?.giftFen) ?? NO_FEN

/** With what is being paid at this moment: two recharges at once have one cap. */
function valueOf(account: StoredValueAccount): Fen {
  const { giftFen, principalFen } = balanceOf(account)
  const coming = account.recharges.map(({ amountFen, state }) =>
    state.status === 'requested'
      ? addFen(amountFen, promisedFen(state.promise, amountFen))
      : NO_FEN,
  )
  return sumFen([principalFen, giftFen, ...coming])
}
