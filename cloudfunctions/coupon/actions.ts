import { claim } from '@palm/shared/coupon/claim'
import { templateContradiction } from '@palm/shared/coupon/template-contradiction'
import { assert } from '@palm/shared/kernel/assert'
import { ok, refuse } from '@palm/shared/kernel/result'
import { memberAt } from '@palm/shared/member/member-at'
import { priceContradiction } from '@palm/shared/pricing/contradiction'
import type { Runtime } from '../kit/runtime'
import { type Act, type Handlers, withContext } from '../kit/serve'
import { presentClaimable, presentCoupon } from './present'
import { type CouponStore, openCouponStore } from './store'

interface CouponContext extends Runtime {
  readonly store: CouponStore
}

export function couponHandlers(runtime: Runtime): Handlers<'coupon'> {
  const context: CouponContext = { ...runtime, store: openCouponStore(runtime.database) }
  return withContext(context, {
    'coupon.centre': centre,
    'coupon.claim': claimOne,
    'coupon.pocket': pocketOf,
    'coupon.saveTemplate': saveTemplate,
    'coupon.savePrices': savePrices,
  })
}

const centre: Act<CouponContext, 'coupon.centre'> = async ({ clock, store }, _, { memberId }) => {
  const [member, templates] = await Promise.all([store.member(memberId), store.onShow()])
  const nowMs = clock()
  const claimable = templates.map(async (template) => {
    const stock = await store.stock(template.id)
    const tried =
      member && claim(member.pocket, { couponId: 'coupon:looked-at', template, stock, nowMs })
    return presentClaimable(template, stock, tried?.ok === false ? tried.refusal : null)
  })
  return ok({ claimable: await Promise.all(claimable) })
}

const claimOne: Act<CouponContext, 'coupon.claim'> = async (
  { clock, store },
  { couponId, templateId },
  { memberId },
) => {
  const nowMs = clock()
  const claimed = await store.claim(memberId, templateId, (pocket, template, stock) =>
    claim(pocket, { couponId, template, stock, nowMs }),
  )
  if (!claimed.ok) return claimed
  const coupon = claimed.value.coupons.find(({ id }) => id === couponId)
  assert(coupon !== undefined, 'a claimed coupon is in the pocket', couponId)
  return ok(presentCoupon(coupon))
}

const pocketOf: Act<CouponContext, 'coupon.pocket'> = async ({ clock, store }, _, { memberId }) => {
  const nowMs = clock()
  const member = await store.member(memberId)
  const owed = member ? memberAt(member, nowMs).loyalty.owed : []
  const pocket = owed.length > 0 ? await store.give(memberId, nowMs) : member?.pocket
  return ok({ coupons: (pocket?.coupons ?? []).map(presentCoupon) })
}

const saveTemplate: Act<CouponContext, 'coupon.saveTemplate'> = async ({ store }, template) => {
  const contradiction = templateContradiction(template)
  if (contradiction) return refuse(contradiction)
  return ok({ version: await store.saveTemplate(template) })
}

const savePrices: Act<CouponContext, 'coupon.savePrices'> = async ({ store }, { prices }) => {
  for (const [index, price] of prices.entries()) {
    const { id } = price
    const contradiction = priceContradiction(price)
    if (contradiction) return refuse({ ...contradiction, id })
    if (prices.findIndex((other) => other.id === id) !== index) {
      return refuse({ code: 'rule/same-id', id })
    }
  }
  return ok({ version: await store.savePrices(prices) })
}
