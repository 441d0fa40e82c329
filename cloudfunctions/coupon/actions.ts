import { randomBytes } from 'node:crypto'
import type { CouponView } from '@palm/shared/api/coupon'
import { claim, type CouponPocket } from '@palm/shared/coupon/claim'
import type { CouponId } from '@palm/shared/coupon/coupon'
import { leftIn } from '@palm/shared/coupon/stock-share'
import { offer, returned, take, takeBack } from '@palm/shared/coupon/transfer'
import { assert } from '@palm/shared/kernel/assert'
import { NO_FEN } from '@palm/shared/kernel/fen'
import { ID_LETTERS, makeId } from '@palm/shared/kernel/id'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok } from '@palm/shared/kernel/result'
import { withGifts } from '../flows/owed-gifts'
import type { Runtime } from '../edge/runtime'
import { type Act, type Handlers, withContext } from '../edge/serve'
import { presentCoupon } from '../flows/coupon-view'
import { presentClaimable } from './present'
import { type CouponStore, openCouponStore } from './store'
import { openTransferStore, type TransferStore } from './transfer-store'

interface CouponContext extends Runtime {
  readonly store: CouponStore
  readonly transfers: TransferStore
}

export function couponHandlers(runtime: Runtime): Handlers<'coupon'> {
  const { database } = runtime
  const context: CouponContext = {
    ...runtime,
    store: openCouponStore(database, runtime.clock),
    transfers: openTransferStore(database),
  }
  return withContext(context, {
    'coupon.centre': centre,
    'coupon.claim': claimOne,
    'coupon.pocket': pocketOf,
    'coupon.give': offerOne,
    'coupon.take': takeOne,
    'coupon.takeBack': takeOneBack,
  })
}

const centre: Act<CouponContext, 'coupon.centre'> = async ({ clock, store }, _, { memberId }) => {
  const [member, templates] = await Promise.all([store.member(memberId), store.onShow()])
  const nowMs = clock()
  const claimable = templates.map(async (template) => {
    const shares = await store.stock(template)
    const left = shares && leftIn(shares)
    const looked = {
      couponId: 'coupon:looked-at' as const,
      memberId,
      number: null,
      template: { ...template, quota: { ...template.quota, total: left, budgetFen: null } },
      stock: { id: template.id, issued: 0, issuedFen: NO_FEN },
      nowMs,
    }
    const tried = member && claim(member.pocket, looked)
    return presentClaimable(template, left, tried?.ok === false ? tried.refusal : null)
  })
  return ok({ claimable: await Promise.all(claimable) })
}

const claimOne: Act<CouponContext, 'coupon.claim'> = async (
  { clock, store },
  { couponId, templateId },
  { memberId },
) => {
  const nowMs = clock()
  const wanted = { couponId, templateId }
  const claimed = await store.claim(memberId, wanted, (pocket, template, stock, number) =>
    claim(pocket, { couponId, memberId, template, stock, number, nowMs }),
  )
  return claimed.ok ? ok(shown(claimed.value, couponId)) : claimed
}

function shown({ coupons }: CouponPocket, couponId: CouponId): CouponView {
  const coupon = coupons.find(({ id }) => id === couponId)
  assert(coupon !== undefined, 'what was just put there is in the pocket', couponId)
  return presentCoupon(coupon)
}

const pocketOf: Act<CouponContext, 'coupon.pocket'> = async (context, _, { memberId }) => {
  const { clock, database, store } = context
  const nowMs = clock()
  const member = await store.member(memberId)
  if (!member) return ok({ coupons: [] })
  const { pocket } = await withGifts(database, member, nowMs)
  const coupons = returned(pocket, nowMs).coupons.filter(({ state }) => state.at !== 'withdrawn')
  return ok({ coupons: coupons.map(presentCoupon) })
}

const offerOne: Act<CouponContext, 'coupon.give'> = async (
  { clock, transfers },
  { couponId },
  { memberId },
) => {
  const nowMs = clock()
  const transferId = makeId('coupon-transfer', randomBytes(ID_LETTERS))
  const transfer = { id: transferId, giverId: memberId, couponId }
  const offered = await transfers.offer(transfer, (pocket) =>
    isOnOffer(pocket, couponId, nowMs)
      ? ok(pocket)
      : offer(pocket, { couponId, transferId, nowMs }),
  )
  return offered.ok ? ok(shown(offered.value, couponId)) : offered
}

/** After a lost answer a repeated request returns the existing offer. */
const isOnOffer = (pocket: CouponPocket, couponId: CouponId, nowMs: EpochMs): boolean =>
  returned(pocket, nowMs).coupons.some(({ id, state }) => id === couponId && state.at === 'offered')

const takeOne: Act<CouponContext, 'coupon.take'> = async (
  { clock, transfers },
  { transferId },
  { memberId },
) => {
  const taken = await transfers.take(transferId, memberId, (transfer, giver, taker) =>
    take({ transfer, takerId: memberId, giver, taker, nowMs: clock() }),
  )
  return taken.ok ? ok(shown(taken.value.pocket, taken.value.transfer.couponId)) : taken
}

const takeOneBack: Act<CouponContext, 'coupon.takeBack'> = async (
  { transfers },
  { transferId },
  { memberId },
) => {
  const back = await transfers.takeBack(transferId, memberId, takeBack)
  return back.ok ? ok(shown(back.value.pocket, back.value.transfer.couponId)) : back
}
