import type { ContractTerms } from '@palm/shared/contract/contract'
import type { ContractTemplate } from '@palm/shared/contract/template'
import { termsFlaw } from '@palm/shared/contract/terms-flaw'
import { ok, refuse } from '@palm/shared/kernel/result'
import { conditionContradiction } from '@palm/shared/pricing/rules/contradiction'
import { ruleTooLarge } from '@palm/shared/pricing/rules/rule-size'
import type { Act } from '../../edge/serve'
import type { ConsoleContext } from '../context'
import { missingCoupon, saveTemplate } from './store'
import { textHash } from './text-hash'

export const saveContractTemplate: Act<ConsoleContext, 'console.saveContractTemplate'> = async (
  { database },
  { id, onShow, paragraphs, signByMs, ...sent },
) => {
  const hash = textHash({ title: sent.title, paragraphs })
  const terms: ContractTerms = { ...sent, templateId: id, version: 1, textHash: hash }
  const flaw =
    termsFlaw(terms) ??
    conditionContradiction(terms.condition) ??
    ruleTooLarge('contract-terms', terms)
  if (flaw) return refuse(flaw)
  const missing = await missingCoupon(database, terms)
  if (missing) return refuse({ code: 'contract-terms/unknown-coupon', id: missing })
  const template: ContractTemplate = { id, terms, paragraphs, signByMs, onShow }
  return ok({ version: await saveTemplate(database, template), textHash: hash })
}
