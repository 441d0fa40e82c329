import type { Sent } from '@palm/shared/api/actions'
import { aTemplateRequest } from '../testing/rules'
import { aPlaceRequest } from '../testing/scene'
import { type Driver, EVERY_TENDER, insist, payWallet, type Stage } from './stage'

/** A user journey. */
export interface Flow {
  readonly name: string
  /** Everything before the tested act, without faults; returns the act. */
  prepare(stage: Stage): Promise<() => Promise<void>>
}

/** Until a refund is settled and its notification has arrived. */
export const REFUND_MS = 3_000

/** The phone makes the number, so that retries are the same order. */
export const anOrder = (stage: Stage, changes: Partial<Sent<'order.place'>> = {}) =>
  aPlaceRequest({ orderId: `order:${stage.letters()}`, ...changes })

export async function placeAndPay(
  stage: Stage,
  driver: Driver,
  changes: Partial<Sent<'order.place'>> = {},
): Promise<string> {
  const request = anOrder(stage, changes)
  await payWallet(stage, driver, await insist(driver.call, 'order.place', request))
  return request.orderId
}

export const withEverything = (couponId: string) => ({ ...EVERY_TENDER, couponIds: [couponId] })

export async function rechargeAndPay(
  stage: Stage,
  driver: Driver,
  changes: { amountFen: number; giftFen: number } = { amountFen: 10_000, giftFen: 3_000 },
): Promise<string> {
  const rechargeId = `recharge:${stage.letters()}`
  const request = { rechargeId, ...changes }
  await payWallet(stage, driver, await insist(driver.call, 'account.recharge', request))
  return rechargeId
}

export const sign = (stage: Stage, { call }: Driver) => {
  const request = { ...stage.signing, contractId: `contract:${stage.letters()}` }
  return insist(call, 'contract.sign', request)
}

export const claim = (stage: Stage, { call }: Driver) => {
  const request = { couponId: `coupon:${stage.letters()}`, templateId: aTemplateRequest().id }
  return insist(call, 'coupon.claim', request)
}

/** Offers a coupon; returns its transfer number. */
export async function give({ call }: Driver, couponId: string): Promise<string> {
  const { state } = await insist(call, 'coupon.give', { couponId })
  if (state.at !== 'offered') throw new Error(`given, and ${state.at}`)
  return state.transferId
}

export async function refundRecharge(
  stage: Stage,
  { call }: Driver,
  rechargeId: string,
  principalFen = 5_000,
): Promise<void> {
  const request = { rechargeId, refundId: `refund:${stage.letters()}` }
  await insist(call, 'account.refund', { ...request, principalFen, amountFen: principalFen })
  await stage.scene.advance(REFUND_MS)
}
