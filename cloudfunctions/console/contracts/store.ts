import type { ContractTerms } from '@palm/shared/contract/contract'
import type { ContractTemplate } from '@palm/shared/contract/template'
import type { CouponTemplateId } from '@palm/shared/coupon/coupon'
import type { Database } from '../../database/session'
import { contractTemplates, contractTextId, contractTexts } from '../../documents/member/contracts'
import { couponTemplates } from '../../documents/member/coupons'

/** More than the milestones of a contract grant. */
const COUPONS_MAX = 100

/** The first coupon of its milestones that does not exist; null if all do. */
export async function missingCoupon(
  database: Database,
  { milestones }: ContractTerms,
): Promise<CouponTemplateId | null> {
  const granted = milestones.flatMap(({ couponTemplateIds }) => couponTemplateIds)
  if (granted.length === 0) return null
  const found = await database.find(couponTemplates, {
    where: { _id: { in: [...new Set(granted)] } },
    limit: COUPONS_MAX,
  })
  const known = new Set(found.map(({ id }) => id))
  return granted.find((id) => !known.has(id)) ?? null
}

/** Returns the new version. Its text is kept after later versions. */
export const saveTemplate = (database: Database, template: ContractTemplate): Promise<number> =>
  database.transaction(async (transaction) => {
    const { id, paragraphs, terms } = template
    const before = await transaction.get(contractTemplates, id)
    const version = (before?.terms.version ?? 0) + 1
    await transaction.put(contractTemplates, { ...template, terms: { ...terms, version } })
    const { textHash, title } = terms
    await transaction.put(contractTexts, {
      id: contractTextId(textHash),
      title,
      paragraphs,
    })
    return version
  })
