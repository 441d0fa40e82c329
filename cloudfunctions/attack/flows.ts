import { DAY_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import { replyOf } from '../testing/scene'
import {
  anOrder,
  claim,
  type Flow,
  give,
  placeAndPay,
  rechargeAndPay,
  refundRecharge,
  sign,
  withEverything,
} from './acts'
import { insist } from './stage'
import { STAFF_FLOWS } from './staff-flows'

const placing: readonly Flow[] = [
  {
    name: 'place, pay and hear of it',
    async prepare(stage) {
      const driver = await stage.driver()
      return async () => void (await placeAndPay(stage, driver))
    },
  },
  {
    name: 'place with coupon, points, stored value and wallet',
    async prepare(stage) {
      const saver = await stage.saver()
      return async () => void (await placeAndPay(stage, saver, withEverything(saver.couponId)))
    },
  },
  {
    name: 'report a payment of which nobody was told',
    async prepare(stage) {
      const driver = await stage.driver()
      const { orderId } = replyOf(await driver.call('order.place', anOrder(stage))).order
      const { wallet } = replyOf(await driver.call('order.pay', { orderId }))
      return async () => {
        await stage.scene.pay(wallet, driver.openId)
        await insist(driver.call, 'order.reportPayment', { orderId })
        await stage.scene.advance(0)
      }
    },
  },
  {
    name: 'cancel',
    async prepare(stage) {
      const saver = await stage.saver()
      const request = anOrder(stage, withEverything(saver.couponId))
      const { orderId } = replyOf(await saver.call('order.place', request)).order
      return async () => void (await insist(saver.call, 'order.cancel', { orderId }))
    },
  },
  {
    name: 'change the nozzle',
    async prepare(stage) {
      const saver = await stage.saver()
      const orderId = await placeAndPay(stage, saver, withEverything(saver.couponId))
      const request = { orderId, nozzleId: 'nozzle:bj0001-07' }
      return async () => void (await insist(saver.call, 'order.changeNozzle', request))
    },
  },
  {
    name: 'the timer closes what nobody paid',
    async prepare(stage) {
      const saver = await stage.saver()
      replyOf(await saver.call('order.place', anOrder(stage, withEverything(saver.couponId))))
      await stage.scene.advance(16 * MINUTE_MS)
      // The next minute's timer continues where this one failed.
      return async () => void (await stage.scene.sweep().catch(() => undefined))
    },
  },
]

const saving: readonly Flow[] = [
  {
    name: 'recharge, pay and hear of it',
    async prepare(stage) {
      const driver = await stage.driver()
      return async () => void (await rechargeAndPay(stage, driver))
    },
  },
  {
    name: 'refund a recharge',
    async prepare(stage) {
      const driver = await stage.driver()
      const rechargeId = await rechargeAndPay(stage, driver, { amountFen: 5_000, giftFen: 0 })
      return () => refundRecharge(stage, driver, rechargeId)
    },
  },
  {
    name: 'redeem a card',
    async prepare(stage) {
      const driver = await stage.driver()
      const operator = await stage.scene.operator()
      const expiresAtMs = stage.scene.now() + 1_200 * DAY_MS
      const sold = { count: 1, amountFen: 5_000, expiresAtMs }
      const [code] = replyOf(await operator('console.issueCards', sold)).codes
      const request = { rechargeId: `recharge:${stage.letters()}`, code: code! }
      return async () => void (await insist(driver.call, 'account.redeem', request))
    },
  },
]

const benefits: readonly Flow[] = [
  {
    name: 'claim a coupon',
    async prepare(stage) {
      const driver = await stage.driver()
      return async () => void (await claim(stage, driver))
    },
  },
  {
    name: 'give a coupon and take it',
    async prepare(stage) {
      const [giver, taker] = [await stage.saver(), await stage.driver()]
      return async () => {
        const transferId = await give(giver, giver.couponId)
        await insist(taker.call, 'coupon.take', { transferId })
      }
    },
  },
  {
    name: 'take a coupon back',
    async prepare(stage) {
      const giver = await stage.saver()
      const transferId = await give(giver, giver.couponId)
      return async () => void (await insist(giver.call, 'coupon.takeBack', { transferId }))
    },
  },
  {
    name: 'sign a contract',
    async prepare(stage) {
      const driver = await stage.driver()
      return async () => void (await sign(stage, driver))
    },
  },
  {
    name: 'cancel a contract',
    async prepare(stage) {
      const driver = await stage.driver()
      const { contractId } = await sign(stage, driver)
      return async () => void (await insist(driver.call, 'contract.cancel', { contractId }))
    },
  },
]

export const FLOWS: readonly Flow[] = [...placing, ...STAFF_FLOWS, ...saving, ...benefits]
