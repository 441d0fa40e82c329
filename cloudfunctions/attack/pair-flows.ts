import { DAY_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import { CONTRACT_PAYABLE } from '../testing/contracts'
import { aTemplateRequest } from '../testing/rules'
import { replyOf } from '../testing/scene'
import {
  anOrder,
  give,
  placeAndPay,
  rechargeAndPay,
  refundRecharge,
  sign,
  withEverything,
} from './acts'
import { confirm, correct } from './staff-flows'
import { insist, payWallet, type Stage } from './stage'

type Act = () => Promise<unknown>

/** Two concurrent acts. */
export interface Pair {
  readonly name: string
  /** Everything before them, without faults. */
  prepare(stage: Stage): Promise<readonly [Act, Act]>
}

const withCoupon = (couponId: string) => ({ payableFen: 18_000, couponIds: [couponId] })

/** A saver's order, paid with all tenders, and an attendant on duty. */
async function paidOrder(stage: Stage) {
  const [saver, attendant] = [await stage.saver(), await stage.attendant()]
  const orderId = await placeAndPay(stage, saver, withEverything(saver.couponId))
  return { saver, attendant, orderId }
}

const ofOrders: readonly Pair[] = [
  {
    name: 'place twice with one coupon',
    async prepare(stage) {
      const saver = await stage.saver()
      const place = () => placeAndPay(stage, saver, withCoupon(saver.couponId))
      return [place, place]
    },
  },
  {
    name: 'place twice with everything',
    async prepare(stage) {
      const saver = await stage.saver()
      const place = () => placeAndPay(stage, saver, withEverything(saver.couponId))
      return [place, place]
    },
  },
  {
    name: 'pay and have confirmed, and cancel',
    async prepare(stage) {
      const [saver, attendant] = [await stage.saver(), await stage.attendant()]
      const placed = replyOf(
        await saver.call('order.place', anOrder(stage, withEverything(saver.couponId))),
      )
      const { orderId } = placed.order
      const payAndConfirm = async () => {
        await payWallet(stage, saver, placed)
        await confirm(stage, attendant, saver, orderId, 20_000)
      }
      return [payAndConfirm, () => insist(saver.call, 'order.cancel', { orderId })]
    },
  },
  {
    name: 'confirm and correct',
    async prepare(stage) {
      const { attendant, orderId, saver } = await paidOrder(stage)
      return [
        () => confirm(stage, attendant, saver, orderId, 20_000),
        () => correct(stage, attendant, orderId, 18_000),
      ]
    },
  },
  {
    name: 'confirm and reject',
    async prepare(stage) {
      const { attendant, orderId, saver } = await paidOrder(stage)
      return [
        () => confirm(stage, attendant, saver, orderId, 18_000),
        () => insist(attendant, 'staff.reject', { orderId, reason: 'no-fuel' }),
      ]
    },
  },
  {
    name: 'take back a preset and confirm',
    async prepare(stage) {
      const [saver, attendant] = [await stage.saver(), await stage.attendant()]
      const request = { ...withEverything(saver.couponId), way: 'pay-first' as const }
      const orderId = await placeAndPay(stage, saver, request)
      return [
        () => insist(saver.call, 'order.askRefund', { orderId }),
        () => confirm(stage, attendant, saver, orderId, 18_000),
      ]
    },
  },
  {
    name: 'take back a preset twice',
    async prepare(stage) {
      const saver = await stage.saver()
      const request = { ...withEverything(saver.couponId), way: 'pay-first' as const }
      const orderId = await placeAndPay(stage, saver, request)
      const takeBack = () => insist(saver.call, 'order.askRefund', { orderId })
      return [takeBack, takeBack]
    },
  },
  {
    name: 'change the nozzle and confirm',
    async prepare(stage) {
      const { attendant, orderId, saver } = await paidOrder(stage)
      const request = { orderId, nozzleId: 'nozzle:bj0001-07' }
      return [
        () => insist(saver.call, 'order.changeNozzle', request),
        () => confirm(stage, attendant, saver, orderId, 18_000),
      ]
    },
  },
  {
    name: 'cancel while the timer closes',
    async prepare(stage) {
      const saver = await stage.saver()
      const { orderId } = replyOf(
        await saver.call('order.place', anOrder(stage, withEverything(saver.couponId))),
      ).order
      await stage.scene.advance(16 * MINUTE_MS)
      return [() => insist(saver.call, 'order.cancel', { orderId }), () => stage.scene.sweep()]
    },
  },
]

const ofValue: readonly Pair[] = [
  {
    name: 'place, and refund the recharge that pays',
    async prepare(stage) {
      const driver = await stage.driver()
      const rechargeId = await rechargeAndPay(stage, driver, { amountFen: 5_000, giftFen: 0 })
      const tenders = { points: 0, storedValueFen: 5_000 }
      return [
        () => placeAndPay(stage, driver, { tenders }),
        () => refundRecharge(stage, driver, rechargeId),
      ]
    },
  },
  {
    name: 'refund a recharge twice',
    async prepare(stage) {
      const driver = await stage.driver()
      const rechargeId = await rechargeAndPay(stage, driver, { amountFen: 5_000, giftFen: 0 })
      const refund = () => refundRecharge(stage, driver, rechargeId)
      return [refund, refund]
    },
  },
  {
    name: 'recharge twice for one gift',
    async prepare(stage) {
      const driver = await stage.driver()
      const recharge = () => rechargeAndPay(stage, driver)
      return [recharge, recharge]
    },
  },
  {
    name: 'redeem one card under two numbers',
    async prepare(stage) {
      const driver = await stage.driver()
      const operator = await stage.scene.operator()
      const expiresAtMs = stage.scene.now() + 1_200 * DAY_MS
      const sold = { count: 1, amountFen: 5_000, expiresAtMs }
      const [code] = replyOf(await operator('console.issueCards', sold)).codes
      const redeem = () => {
        const rechargeId = `recharge:${stage.letters()}`
        return insist(driver.call, 'account.redeem', { rechargeId, code: code! })
      }
      return [redeem, redeem]
    },
  },
]

const ofBenefits: readonly Pair[] = [
  {
    name: 'give a coupon and place with it',
    async prepare(stage) {
      const [saver, taker] = [await stage.saver(), await stage.driver()]
      const giveAndTake = async () => {
        const transferId = await give(saver, saver.couponId)
        await insist(taker.call, 'coupon.take', { transferId })
      }
      return [giveAndTake, () => placeAndPay(stage, saver, withCoupon(saver.couponId))]
    },
  },
  {
    name: 'take a coupon and take it back',
    async prepare(stage) {
      const [giver, taker] = [await stage.saver(), await stage.driver()]
      const transferId = await give(giver, giver.couponId)
      return [
        () => insist(taker.call, 'coupon.take', { transferId }),
        () => insist(giver.call, 'coupon.takeBack', { transferId }),
      ]
    },
  },
  {
    name: 'sign a contract and place',
    async prepare(stage) {
      const driver = await stage.driver()
      return [() => sign(stage, driver), () => placeAndPay(stage, driver)]
    },
  },
  {
    name: 'place at a contract price and cancel the contract',
    async prepare(stage) {
      const driver = await stage.driver()
      const { contractId } = await sign(stage, driver)
      return [
        () => placeAndPay(stage, driver, { payableFen: CONTRACT_PAYABLE }),
        () => insist(driver.call, 'contract.cancel', { contractId }),
      ]
    },
  },
  {
    name: 'claim one number twice',
    async prepare(stage) {
      const driver = await stage.driver()
      const request = { couponId: `coupon:${stage.letters()}`, templateId: aTemplateRequest().id }
      const claim = () => insist(driver.call, 'coupon.claim', request)
      return [claim, claim]
    },
  },
]

export const PAIRS: readonly Pair[] = [...ofOrders, ...ofValue, ...ofBenefits]
