import { templateContradiction } from '@palm/shared/coupon/template-contradiction'
import { ok, refuse } from '@palm/shared/kernel/result'
import { isForNobody } from '@palm/shared/member/audience'
import { priceContradiction } from '@palm/shared/pricing/rules/contradiction'
import { ruleTooLarge } from '@palm/shared/pricing/rules/rule-size'
import type { Act } from '../../edge/serve'
import { saveOperatorRules } from '../../flows/operator-rules'
import type { ConsoleContext } from '../context'
import { saveTemplate } from './store'

export const saveCouponTemplate: Act<ConsoleContext, 'console.saveCouponTemplate'> = async (
  { database },
  template,
) => {
  const flaw = templateContradiction(template) ?? ruleTooLarge('coupon-template', template)
  if (flaw) return refuse(flaw)
  return ok({ version: await saveTemplate(database, template) })
}

export const savePrices: Act<ConsoleContext, 'console.savePrices'> = async (
  { clock, database },
  { prices },
) => {
  for (const [index, price] of prices.entries()) {
    const { id } = price
    const contradiction = priceContradiction(price)
    if (contradiction) return refuse({ ...contradiction, id })
    if (prices.findIndex((other) => other.id === id) !== index) {
      return refuse({ code: 'rule/same-id', id })
    }
    if (isForNobody(price.for)) return refuse({ code: 'rule/for-nobody', id })
  }
  const tooLarge = ruleTooLarge('prices', prices)
  if (tooLarge) return refuse(tooLarge)
  return ok({ version: await saveOperatorRules(database, { prices }, clock()) })
}
