import { NOON } from '@palm/shared/testing/builders/builders'
import { type Alipay, createAlipay } from '@palm/local/alipay/service'
import { parseDeployment } from '@palm/local/deployment'
import { createFapiao, type Fapiao } from '@palm/local/fapiao/service'
import type { Installation } from '@palm/local/installation'
import type { Stack } from '@palm/local/running-stack'
import { startStack } from '@palm/local/stack'
import { createWechatPay, type WechatPay } from '@palm/local/wechat-pay/service'
import { createWechat, type Wechat } from '@palm/local/wechat/service'
import type { FastifyPluginAsync } from 'fastify'
import deployment from '../cloud.json'
import type { Invocation } from '../edge/invocation'
import type { HttpReply } from '../providers/provider'
import { installation } from './installation'
import { areClosed, closeLater, idle } from './idle-stacks'

/** A delivery of a provider, as received over HTTP. */
export type Delivered = Extract<Invocation, { readonly by: 'http' }>
type Receiver = (delivery: Delivered) => Promise<HttpReply>

/** A stack on which no test has left anything, with a clock frozen at noon. */
export interface Ground {
  readonly stack: Stack
  readonly keys: Installation
  readonly wechatPay: WechatPay
  readonly alipay: Alipay
  readonly wechat: Wechat
  readonly fapiao: Fapiao
  /** Passes every delivery of the gateways to this receiver. */
  receive(receiver: Receiver): void
  /** Clears data, services, deliveries and time, for the next test of this file. */
  giveBack(): Promise<void>
}

/**
 * A stack of this test file that is free, or a new one: starting it takes longer than most tests.
 */
export async function takeGround(collections: object = {}): Promise<Ground> {
  const free = idle<Ground>(JSON.stringify(collections))
  return free.pop() ?? startGround(collections, free)
}

async function startGround(collections: object, free: Ground[]): Promise<Ground> {
  const keys = await installation()
  const played: {
    wechatPay?: WechatPay
    alipay?: Alipay
    wechat?: Wechat
    fapiao?: Fapiao
  } = {}
  let receiver: Receiver
  const stack = await startStack({
    deployment: parseDeployment({ collections: { ...deployment.collections, ...collections } }),
    bundlesDir: '/nowhere',
    clock: { frozen: true, startAtMs: NOON },
    services: {
      wechatPay: (context) =>
        (played.wechatPay = createWechatPay(context, {
          keys: keys.wechatPay,
          switches: { loopbackNotifyUrls: true },
        })),
      alipay: (context) => (played.alipay = createAlipay(context, { keys: keys.alipay })),
      wechat: (context) => (played.wechat = createWechat(context, { app: keys.wechat })),
      fapiao: (context) => (played.fapiao = createFapiao(context, { keys: keys.fapiao })),
    },
    mount: [() => notifyRoutes((delivery) => receiver(delivery))],
  })
  closeLater(() => stack.close())
  const ground: Ground = {
    stack,
    keys,
    wechatPay: played.wechatPay!,
    alipay: played.alipay!,
    wechat: played.wechat!,
    fapiao: played.fapiao!,
    receive: (next) => void (receiver = next),
    async giveBack() {
      if (areClosed()) return
      stack.clock.restart(NOON)
      await stack.reset()
      stack.wire.clear()
      free.push(ground)
    },
  }
  return ground
}

/** Delivery addresses of the gateways, passed on as by the cloud's HTTP access. */
const notifyRoutes =
  (receive: Receiver): FastifyPluginAsync =>
  async (server) => {
    server.removeAllContentTypeParsers()
    server.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
    server.post('/notify/*', async ({ body, headers, url }, reply) => {
      const answer = await receive({
        by: 'http',
        path: url,
        method: 'POST',
        headers: headers as Record<string, string>,
        body: body as Buffer,
        requestId: 'r',
      })
      return reply.code(answer.statusCode).headers(answer.headers).send(answer.body)
    })
  }
