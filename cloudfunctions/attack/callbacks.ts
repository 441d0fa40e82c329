import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { PlacedReply } from '@palm/shared/api/order'
import { orders } from '../documents/orders'
import type { Caller } from '../testing/bench'
import type { Delivered } from '../testing/ground'
import { aPlaceRequest, openScene, replyOf, type Scene, ZHANG } from '../testing/scene'
import { diceOf } from './dice'
import { FORGERIES } from './forgeries'

export interface CallbacksResult {
  readonly sent: number
  /** Forgeries that were acknowledged as done, or had an effect. */
  readonly accepted: readonly string[]
  /** Answers of 500 and above: forged callbacks must not make the function fail. */
  readonly failed: readonly string[]
  /** Growth of the process's memory, in MB. */
  readonly grownMb: number
  /**
   * Whether the genuine deliveries were accepted afterwards: otherwise the result proves nothing.
   */
  readonly genuineAccepted: boolean
}

/**
 * Forges payment and refund deliveries of both providers and sends them to the receiver. The genuine
 * ones are withheld meanwhile, so that an accepted forgery shows in the orders.
 */
export async function attackCallbacks(count: number, seed: number): Promise<CallbacksResult> {
  const dice = diceOf(seed)
  const held: Delivered[] = []
  const scene = await openScene({
    intercept: (delivery) => {
      held.push(delivery)
      return true
    },
  })
  try {
    const orderIds = await paidAndNotHeard(scene)
    const before = await stateOf(scene, orderIds)
    const genuine = [...held]
    const accepted: string[] = []
    const failed: string[] = []
    const heapBefore = heapMb()
    for (let index = 0; index < count; index++) {
      const forgery = FORGERIES[index % FORGERIES.length]!
      const forged = forgery.forge(dice.pick(genuine), dice, genuine)
      const { body, statusCode } = await scene.deliver(forged)
      if (statusCode >= 500) failed.push(forgery.name)
      if (statusCode < 300 && body !== 'fail') accepted.push(forgery.name)
    }
    const grownMb = Math.round(heapMb() - heapBefore)
    if ((await stateOf(scene, orderIds)) !== before) accepted.push('something was changed')
    const answers = await Promise.all(genuine.map((delivery) => scene.deliver(delivery)))
    const genuineAccepted =
      answers.every(({ statusCode }) => statusCode < 300) &&
      (await stateOf(scene, orderIds)) !== before
    return { sent: count, accepted, failed, grownMb, genuineAccepted }
  } finally {
    await scene.close()
  }
}

/** Heap size after garbage collection. */
function heapMb(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return process.memoryUsage().heapUsed / 2 ** 20
}

/** One order in each wallet, paid but not notified. */
async function paidAndNotHeard(scene: Scene): Promise<readonly string[]> {
  const authCode = await scene.alipay.issueAuthCode('LOCALchen')
  const { token } = replyOf(await scene.overHttp()('member.signIn', { authCode }))
  const paying: readonly [Caller, string][] = [
    [scene.zhang, ZHANG],
    [scene.overHttp(token), 'LOCALchen'],
  ]
  const orderIds: string[] = []
  for (const [driver, openId] of paying) {
    const { order, wallet }: PlacedReply = replyOf(await driver('order.place', aPlaceRequest()))
    await scene.pay(wallet, openId)
    orderIds.push(order.orderId)
  }
  await scene.advance(0)
  return orderIds
}

async function stateOf(scene: Scene, orderIds: readonly string[]): Promise<string> {
  const stored = await Promise.all(orderIds.map((id) => scene.database.get(orders, id)))
  return JSON.stringify(stored.map((order) => [order?.state, order?.entries.map(({ id }) => id)]))
}
