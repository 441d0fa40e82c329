import { ok } from '@palm/shared/kernel/result'
import { valueOf } from '@palm/shared/testing/results'
import { reserveRefund } from '@palm/shared/trade/pay'
import { isPaid } from '@palm/shared/trade/trade'
import { incidents } from '../../documents/incidents'
import { entriesOf } from '../../documents/entries'
import { type AccountScene, aRefundId, openAccountScene } from '../../testing/account-scene'
import { aCarWash, carWashes, carWashPayable } from '../../testing/car-wash'
import { openScene, replyOf, type Scene, ZHANG } from '../../testing/scene'
import { describePayable, type PayableBench } from './payable.contract'

const benchOn = (
  scene: Scene,
  subjectOf: (tradeNo: string) => string,
  own: Pick<PayableBench, 'begin' | 'giveBack'>,
): PayableBench => ({
  ...scene,
  ...own,
  async confirm(wallet) {
    await scene.pay(wallet, ZHANG)
  },
  async trade(tradeNo) {
    const store = scene.flows.find((flow) => flow.owns(tradeNo))
    return (await store!.findTrade(tradeNo))!
  },
  entries: (tradeNo) => entriesOf(scene.database, subjectOf(tradeNo)),
  incidentCodes: async () =>
    (await scene.database.find(incidents, { where: {}, limit: 50 })).map(({ code }) => code),
})

describePayable('an order', async () => {
  const scene = await openScene()
  return benchOn(scene, (tradeNo) => `order:${tradeNo}`, {
    async begin() {
      const { order, wallet } = await scene.place()
      return { tradeNo: order.orderId.slice('order:'.length), wallet }
    },
    async giveBack(tradeNo) {
      const orderId = `order:${tradeNo}` as const
      replyOf(await scene.wang('staff.reject', { orderId, reason: 'no-fuel' }))
    },
  })
})

describePayable('a recharge', async () => {
  const scene: AccountScene = await openAccountScene()
  const idOf = (tradeNo: string) => `recharge:${tradeNo.slice('rc'.length)}` as const
  return benchOn(scene, idOf, {
    async begin() {
      const { recharge, wallet } = await scene.recharge()
      return { tradeNo: `rc${recharge.rechargeId.slice('recharge:'.length)}`, wallet }
    },
    async giveBack(tradeNo) {
      const all = { principalFen: 10_000, amountFen: 10_000 }
      const asked = { rechargeId: idOf(tradeNo), refundId: aRefundId(), ...all }
      replyOf(await scene.driver('account.refund', asked))
    },
  })
})

describePayable('a car wash, which only tests know', async () => {
  const scene = await openScene({
    others: (database) => [carWashPayable(database) as never],
    collections: { carWashes: { acl: 'ADMINONLY', indexes: [] } },
  })
  const [, , flow] = scene.flows
  return benchOn(scene, (tradeNo) => `car-wash:${tradeNo.slice('cw'.length)}`, {
    async begin() {
      const wash = aCarWash('0123456789abcdefwash', ZHANG, scene.now())
      await scene.database.put(carWashes, wash)
      const { wallet } = valueOf(await flow!.open(wash, 'first'))
      return { tradeNo: wash.trade.no, wallet }
    },
    async giveBack(tradeNo) {
      const subject = await flow!.payable.subjectOf(
        (await scene.database.get(carWashes, `car-wash:${tradeNo.slice('cw'.length)}`))!,
      )
      const reserved = await flow!.change(subject, (trade, nowMs) => {
        const { transactionId } = isPaid(trade) ? trade.state : { transactionId: null }
        const refund = { transactionId: transactionId!, amountFen: trade.amountFen }
        return ok({
          trade: isPaid(trade)
            ? reserveRefund(trade, { ...refund, reason: 'asked' }, nowMs)
            : trade,
          event: { kind: 'refund-moved' },
        })
      })
      await flow!.giveBack(valueOf(reserved))
    },
  })
})
