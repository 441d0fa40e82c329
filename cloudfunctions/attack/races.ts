import type { Answer } from '@palm/shared/api/action'
import type { RechargeView } from '@palm/shared/api/account'
import { DAY_MS } from '@palm/shared/kernel/instant'
import { stockShares } from '../documents/member/coupons'
import { entriesOf } from '../documents/entries'
import type { AccountScene } from '../testing/account-scene'
import { aRechargeId, aRefundId } from '../testing/account-scene'
import { aTemplateRequest } from '../testing/rules'
import { aPlaceRequest, replyOf, type Scene, ZHANG } from '../testing/scene'

/** Result of a race: the answers and the final state. */
export interface RaceResult {
  /** `ok` or a refusal's code → number of answers. */
  readonly answers: Readonly<Record<string, number>>
  /** Number of effects: one, or the available quantity. */
  readonly effects: number
  /** Response times of the racers, in ms: median and 99th percentile. */
  readonly p50Ms: number
  readonly p99Ms: number
}

type AnyAnswer = Answer<unknown, { readonly code: string }>

const POPULAR = 'coupon-template:popular'

/**
 * Many members, each with their own number, claim the last coupons of one template concurrently.
 */
export async function lastCoupons(
  scene: Scene,
  { coupons, members }: { readonly coupons: number; readonly members: number },
): Promise<RaceResult> {
  const operator = await scene.operator()
  const quota = { total: coupons, perMember: 1, perMemberDay: null, budgetFen: null }
  replyOf(await operator('console.saveCouponTemplate', aTemplateRequest({ id: POPULAR, quota })))
  const callers = Array.from({ length: members }, (_, index) => scene.inWechat(`oRACER${index}`))
  for (const caller of callers) replyOf(await caller('member.enter', {}))
  return race(
    callers.map((caller, index) => () => {
      const couponId = `coupon:${String(index).padStart(20, '0')}`
      return caller('coupon.claim', { couponId, templateId: POPULAR })
    }),
    () => issuedOfPopular(scene),
  )
}

async function issuedOfPopular({ database }: Scene): Promise<number> {
  const shares = await database.find(stockShares, { where: { templateId: POPULAR }, limit: 100 })
  return shares.reduce((sum, { issued }) => sum + issued, 0)
}

/** One placement repeated by the network. Effects: orders of the driver. */
export function samePlacing(scene: Scene, times: number): Promise<RaceResult> {
  const request = aPlaceRequest()
  return race(
    repeated(times, () => scene.zhang('order.place', request)),
    async () => replyOf(await scene.zhang('order.list', { beforeMs: null })).orders.length,
  )
}

/** One notification, delivered repeatedly. Effects: postings of the payment. */
export async function sameNotification(scene: Scene, times: number): Promise<RaceResult> {
  scene.stack.faults.arm({ at: 'wechat-pay.notify', kind: 'duplicate', with: { copies: times } })
  const { order, wallet } = await scene.place()
  await scene.pay(wallet, ZHANG)
  return race([() => scene.advance(0).then(() => DONE)], () => entries(scene, order.orderId))
}

const DONE: AnyAnswer = { ok: true, reply: null, requestId: 'r' }

/** One claim, sent repeatedly. Effects: coupons in the pocket. */
export async function sameClaim(scene: Scene, times: number): Promise<RaceResult> {
  const operator = await scene.operator()
  const quota = { total: 100, perMember: null, perMemberDay: null, budgetFen: null }
  replyOf(await operator('console.saveCouponTemplate', aTemplateRequest({ id: POPULAR, quota })))
  const request = { couponId: `coupon:${'7'.repeat(20)}`, templateId: POPULAR } as const
  return race(
    repeated(times, () => scene.zhang('coupon.claim', request)),
    async () => {
      const { coupons } = replyOf(await scene.zhang('coupon.pocket', {}))
      return Math.max(coupons.length, await issuedOfPopular(scene))
    },
  )
}

/** One card, redeemed repeatedly by one member with one number. Effects: credits. */
export async function sameCard(scene: AccountScene, times: number): Promise<RaceResult> {
  const operator = await scene.operator()
  const sold = { count: 1, amountFen: 5_000, expiresAtMs: scene.now() + 1_200 * DAY_MS }
  const [code] = replyOf(await operator('console.issueCards', sold)).codes
  const request = { rechargeId: aRechargeId(), code: code! }
  return race(
    repeated(times, () => scene.driver('account.redeem', request)),
    () => entries(scene, request.rechargeId),
  )
}

/** One refund of a recharge, requested repeatedly. Effects: refunds of the recharge. */
export async function sameRefund(scene: AccountScene, times: number): Promise<RaceResult> {
  const { rechargeId } = await scene.recharged({ amountFen: 5_000, giftFen: 0 })
  const request = { rechargeId, refundId: aRefundId(), principalFen: 5_000, amountFen: 5_000 }
  return race(
    repeated(times, () => scene.driver('account.refund', request)),
    async () => {
      const { recharges } = await scene.account()
      const own = recharges.find((one: RechargeView) => one.rechargeId === rechargeId)
      return own?.refunds.length ?? 0
    },
  )
}

const entries = async (scene: Scene, subject: string): Promise<number> =>
  (await entriesOf(scene.database, subject)).length

const repeated = (times: number, ask: () => Promise<AnyAnswer>) =>
  Array.from({ length: times }, () => ask)

async function race(
  racers: readonly (() => Promise<AnyAnswer>)[],
  effectsOf: () => Promise<number>,
): Promise<RaceResult> {
  const answers: Record<string, number> = {}
  const waitedMs = await Promise.all(
    racers.map(async (ask) => {
      const startedMs = performance.now()
      const answer = await ask()
      const heard = answer.ok ? 'ok' : answer.refusal.code
      answers[heard] = (answers[heard] ?? 0) + 1
      return performance.now() - startedMs
    }),
  )
  const ordered = waitedMs.sort((a, b) => a - b)
  const at = (share: number) => Math.round(ordered[Math.ceil(ordered.length * share) - 1] ?? 0)
  return { answers, effects: await effectsOf(), p50Ms: at(0.5), p99Ms: at(0.99) }
}
