import fc from 'fast-check'
import { MINUTE_MS } from '@palm/shared/kernel/instant'
import { consented } from '@palm/shared/message/mailbox'
import { messageIdOf } from '@palm/shared/message/message'
import { orderTellings } from '@palm/shared/message/order-tellings'
import { UNPROVEN } from '@palm/shared/testing/builders/orders'
import { runs } from '@palm/shared/testing/runs'
import type { Database } from '../database/session'
import { messages } from '../documents/messages'
import { orders } from '../documents/orders'
import { memberIdOf } from '../edge/identity/member-id'
import { changeMailbox, mailboxOf } from '../flows/mailbox'
import { openBreaker } from '../providers/breaker'
import type { MessageSender } from '../providers/messages/message-sender'
import { openScene, replyOf, type Scene, ZHANG } from '../testing/scene'
import { openMessageSenders } from '../providers/messages/message-senders'
import { runLane } from './lane'
import type { MessageContext } from './messages/message-context'
import { sendLane } from './messages/send-lane'
import { orderTellLane } from './messages/tell-lanes'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

/** A run of the message lanes that ends, as a killed function does, before its n-th call. */
interface Run {
  readonly killedBefore: number
  /** Two runs of the timer at once. */
  readonly twice: boolean
}

const run = fc.record({ killedBefore: fc.integer({ min: 1, max: 14 }), twice: fc.boolean() })

class Killed extends Error {}

/** Ends before the n-th call of the database or the wallet; earlier calls have happened. */
function killable(killedBefore: number, { database, sender }: Pick<Parts, 'database' | 'sender'>) {
  let calls = 0
  const step = () => {
    if (++calls >= killedBefore) throw new Killed('killed')
  }
  const alive = <Target extends object>(target: Target): Target =>
    new Proxy(target, {
      get(of, name, self) {
        const value = Reflect.get(of, name, self) as unknown
        if (typeof value !== 'function') return value
        return async (...args: unknown[]) => {
          step()
          return (value as (...all: unknown[]) => unknown).apply(of, args)
        }
      },
    })
  return { database: alive(database), sender: alive(sender), calls: () => calls }
}

interface Parts {
  readonly database: Database
  readonly sender: MessageSender
}

async function runOnce({ killedBefore }: Pick<Run, 'killedBefore'>, parts: Parts) {
  const alive = killable(killedBefore, parts)
  const breaker = openBreaker(() => MINUTE_MS)
  const credentials = await scene.credentials()
  const context: MessageContext = {
    database: alive.database,
    clock: scene.now,
    log: { error: () => undefined } as never,
    credentials: async () => credentials,
    senders: async () => alive.sender,
    breakers: { wechat: breaker, alipay: breaker },
    chance: () => 0.5,
  }
  const bounds = {
    clock: scene.now,
    untilMs: Number.MAX_SAFE_INTEGER as never,
    pageSize: 50,
    parallel: 2,
    onError: () => undefined,
    onUnreadable: async () => undefined,
  }
  const lanes = [orderTellLane(context, scene.now()), sendLane(context, 'wechat', scene.now())]
  for (const lane of lanes) await runLane(lane as never, bounds).catch(() => undefined)
}

test('each event has one message, sent once, with any runs killed, repeated or doubled', async () => {
  const memberId = memberIdOf({
    provider: 'wechat',
    appId: scene.wechatPay.credentials.appId,
    openId: ZHANG,
  })
  const credentials = await scene.credentials()
  const senders = openMessageSenders({
    database: scene.database,
    clock: scene.now,
    onLocalStack: true,
    credentials: async () => credentials,
  })
  const real = (await senders('wechat'))!
  await fc.assert(
    fc.asyncProperty(fc.array(run, { maxLength: 6 }), async (plan) => {
      const before = scene.wechat.messages().length
      const { orderId } = await scene.paid()
      replyOf(await scene.wang('staff.confirm', { orderId, dispensedFen: 20_000, proof: UNPROVEN }))
      await changeMailbox(scene.database, memberId, (box) => consented(box, ['done']))
      // WeChat permits more than is counted here: a second sending would not be refused.
      for (let count = 0; count < 9; count++) await scene.wechat.acceptMessages(ZHANG, 'wx-done')
      let answersLost = 0
      // A kill between the answer of the wallet and the note of it is an answer that was lost.
      const sender: MessageSender = {
        async send(message) {
          answersLost++
          return real.send(message)
        },
      }
      const parts = { database: noted(scene.database, () => answersLost--), sender }
      const whole = { killedBefore: Number.MAX_SAFE_INTEGER, twice: true }
      for (const { twice, ...one } of [...plan, whole, whole]) {
        await scene.advance(3 * MINUTE_MS)
        await Promise.all([runOnce(one, parts), ...(twice ? [runOnce(one, parts)] : [])])
      }
      const order = (await scene.database.get(orders, orderId))!
      const kept = await Promise.all(
        orderTellings(order).map((one) => scene.database.get(messages, messageIdOf(one))),
      )
      expect(kept.map((message) => message?.sending.at)).toEqual(['sent'])
      const sent = scene.wechat.messages().length - before
      expect(sent).toBeGreaterThanOrEqual(1)
      expect(sent).toBeLessThanOrEqual(1 + answersLost)
      expect((await mailboxOf(scene.database, memberId)).consents.done).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: runs(20) },
  )
}, 120_000)

/** Tells of each message whose end was noted. */
const noted = (database: Database, onNoted: () => void): Database => ({
  ...database,
  async put(collection, value) {
    await database.put(collection, value)
    if (collection.name === 'messages') onNoted()
  },
})
