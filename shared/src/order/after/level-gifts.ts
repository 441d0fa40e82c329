import { creditsOf } from '../../contract/settle'
import { withoutLapsedGifts } from '../../member/level-gifts'
import { type BenefitCalls, withMember } from './benefit-call'

/** Gifts of levels that a correction has put out of reach. */
export const levelGifts: BenefitCalls<'refund'> = {
  refund(effects, { nowMs, rules: { levels: policy } }) {
    const { member } = effects
    if (policy === null) return effects
    const credits = creditsOf(member.contracts)
    return withMember(effects, withoutLapsedGifts(member, { policy, credits }, nowMs))
  },
}
