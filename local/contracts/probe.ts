/* eslint-disable no-console -- the suite tests the log of a function's output */
import { randomUUID } from 'node:crypto'
import tcb from '@cloudbase/node-sdk'

/**
 * The function of the functions suite; deploy it as `probe` to test the real service. The event
 * says what to do.
 */

interface ProbeEvent {
  readonly do?: string
  readonly [field: string]: unknown
  /** Present when called over HTTP. */
  readonly httpMethod?: string
  readonly body?: string
  readonly queryStringParameters?: Readonly<Record<string, string>>
}

interface ProbeContext {
  readonly function_name: string
  readonly request_id: string
  readonly environment: string
}

const app = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV, keepalive: true })
const bornMs = Date.now()
const instance = randomUUID()
let calls = 0
let running = 0

/** Waits without a timer of the test, since another call has to run meanwhile. */
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const deeds: Record<string, (event: ProbeEvent, context: ProbeContext) => unknown> = {
  echo: (event) => event,
  context: (_, context) => context,
  identity: () => ({
    user: app.auth().getUserInfo(),
    variables: Object.keys(process.env).filter((key) => key.startsWith('WX_')),
  }),
  identityLater: async () => {
    const before = process.env['WX_OPENID'] ?? null
    await wait(30)
    return { before, after: process.env['WX_OPENID'] ?? null }
  },
  setVariable: (event) => {
    process.env[String(event['name'])] = String(event['value'])
  },
  throw: () => {
    throw new Error('on purpose')
  },
  exit: () => process.exit(1),
  hang: () => new Promise(() => undefined),
  spin: () => {
    for (;;);
  },
  eat: () => {
    const eaten: number[][] = []
    for (;;) eaten.push(Array.from({ length: 100_000 }, Math.random))
  },
  print: (event) => {
    console.log(event['text'])
    console.error('aside')
  },
  large: (event) => 'x'.repeat(Number(event['bytes'])),
  now: () => ({ date: new Date().getTime(), now: Date.now(), isDate: new Date() instanceof Date }),
  nothing: () => undefined,
  warmth: async () => {
    running++
    const together = running
    await wait(20)
    running--
    return { bornMs, calls, instance, together }
  },
  callIdentity: async () =>
    (await app.callFunction({ name: 'probe', data: { do: 'identity' } })).result,
  write: async (event) => {
    const things = app.database().collection('contract_documents')
    await things.doc(String(event['id'])).set({ n: 1 })
    return (await things.doc(String(event['id'])).get()).data
  },
  countInTransaction: async () => {
    const transaction = await app.database().startTransaction()
    const documents = transaction.collection('contract_documents')
    await documents.doc('a').get()
    await documents.where({}).count()
    await transaction.rollback()
  },
}

/** Possible replies of HTTP access. */
const replies: Record<string, (event: ProbeEvent) => unknown> = {
  event: (event) => event,
  identity: () => ({ openId: process.env['WX_OPENID'] ?? null }),
  text: () => 'plain',
  object: () => ({ a: 1 }),
  status: () => ({ statusCode: 418, headers: { 'x-kettle': 'yes' }, body: 'short and stout' }),
  bytes: () => ({
    statusCode: 200,
    headers: { 'content-type': 'image/png' },
    body: Buffer.from([0, 255, 7]).toString('base64'),
    isBase64Encoded: true,
  }),
  throw: () => {
    throw new Error('on purpose')
  },
}

export function main(event: ProbeEvent, context: ProbeContext): unknown {
  calls++
  if (event['Type'] === 'Timer') return console.log(JSON.stringify(event))
  if (event.httpMethod) return replies[event.queryStringParameters?.['reply'] ?? 'event']?.(event)
  return deeds[String(event.do)]?.(event, context)
}
