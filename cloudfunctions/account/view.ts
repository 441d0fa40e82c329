import type { AccountView } from '@palm/shared/api/account'
import type { Member } from '@palm/shared/member/member'
import type { AccountContext } from './context'
import { presentAccount } from './present'

/** A member's account with the rules of now and the titles of the offers' coupons. */
export async function viewOf(context: AccountContext, member: Member): Promise<AccountView> {
  const rules = await context.rules()
  const tiers = rules.offers.flatMap((offer) => offer.tiers)
  const titles = await context.store.couponTitles(
    tiers.flatMap(({ couponTemplateIds }) => couponTemplateIds),
  )
  return presentAccount(member, titles, { rules, nowMs: context.clock() })
}
