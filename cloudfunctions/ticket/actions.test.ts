import type { Sent } from '@palm/shared/api/actions'
import { HOUR_MS } from '@palm/shared/kernel/instant'
import { UNPROVEN } from '@palm/shared/testing/builders/orders'
import { incidents } from '../documents/incidents'
import { openScene, replyOf, type Scene } from '../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const aTicketId = `ticket:${'0'.repeat(20)}`
const anAsk = (changes: Partial<Sent<'ticket.ask'>> = {}): Sent<'ticket.ask'> => ({
  ticketId: aTicketId,
  kind: 'other',
  orderId: null,
  claimedFen: null,
  text: '怎么开发票',
  ...changes,
})
const list = async (orderId: string | null = null) =>
  replyOf(await scene.zhang('ticket.list', { orderId, beforeMs: null }))

async function served(): Promise<string> {
  const { orderId } = await scene.paid()
  const proof = UNPROVEN
  replyOf(await scene.wang('staff.confirm', { orderId, dispensedFen: 20_000, proof }))
  return orderId
}

test('a question about an order is answered, and closed by its driver', async () => {
  const orderId = await served()
  const asked = anAsk({ kind: 'wrong-nozzle', orderId, text: '我加的是 7 号枪' })
  const first = replyOf(await scene.zhang('ticket.ask', asked))
  expect(first).toMatchObject({ at: 'asked', about: { orderId, nozzleNumber: 3 } })
  expect(first.answerByMs).toBe(first.askedAtMs + 24 * HOUR_MS)
  expect(replyOf(await scene.zhang('ticket.ask', asked))).toEqual(first)
  const support = await scene.operator({
    name: '小林',
    grants: [{ role: 'support', reach: { kind: 'all' } }],
  })
  const open = replyOf(await support('console.tickets', { afterMs: null })).tickets
  expect(open).toMatchObject([{ ticketId: first.ticketId }])
  const { ticketId } = first
  replyOf(await support('console.answerTicket', { ticketId, text: '已改为 7 号枪' }))
  const [seen] = (await list(orderId)).tickets
  expect(seen).toMatchObject({ at: 'answered', said: [{}, { by: 'service', name: '小林' }] })
  expect(replyOf(await support('console.tickets', { afterMs: null })).tickets).toEqual([])
  replyOf(await scene.zhang('ticket.say', { ticketId, text: '谢谢，还差发票' }))
  expect((await list()).tickets).toMatchObject([{ at: 'asked' }])
  expect(replyOf(await scene.zhang('ticket.close', { ticketId }))).toMatchObject({ at: 'closed' })
  expect(await support('console.answerTicket', { ticketId, text: '好' })).toMatchObject(
    refusedWith('ticket/closed'),
  )
})

test('a manager answers for their own station, and sees nothing of others or of none', async () => {
  const orderId = await served()
  const about = replyOf(await scene.zhang('ticket.ask', anAsk({ orderId })))
  const general = replyOf(await scene.zhang('ticket.ask', anAsk({ text: '希望支持发票' })))
  const reach = (code: string) => ({ kind: 'stations', stationIds: [`station:${code}`] }) as const
  const manager = (code: string) =>
    scene.operator({ name: code, grants: [{ role: 'manager', reach: reach(code) as never }] })
  const here = await manager('bj0001')
  const { tickets } = replyOf(await here('console.tickets', { afterMs: null }))
  expect(tickets).toMatchObject([{ ticketId: about.ticketId }])
  const other = await manager('bj0002')
  const text = '好'
  for (const [who, { ticketId }] of [
    [other, about],
    [here, general],
  ] as const) {
    expect(await who('console.answerTicket', { ticketId, text })).toMatchObject(
      refusedWith('caller/out-of-reach'),
    )
  }
  replyOf(await here('console.answerTicket', { ticketId: about.ticketId, text }))
})

test('nobody asks about another’s order, or reads another’s ticket', async () => {
  const orderId = await served()
  expect(await scene.chen('ticket.ask', anAsk({ orderId }))).toMatchObject(
    refusedWith('order/unknown'),
  )
  const { ticketId } = replyOf(await scene.zhang('ticket.ask', anAsk({ orderId })))
  expect(await scene.chen('ticket.say', { ticketId, text: '？' })).toMatchObject(
    refusedWith('ticket/unknown'),
  )
  expect(await scene.chen('ticket.close', { ticketId })).toMatchObject(
    refusedWith('ticket/unknown'),
  )
  const theirs = replyOf(await scene.chen('ticket.list', { orderId, beforeMs: null }))
  expect(theirs.tickets).toEqual([])
})

test('less fuel than confirmed leads to a correction, whose refund the driver sees', async () => {
  const orderId = await served()
  const claim = anAsk({ kind: 'less-dispensed', orderId, claimedFen: 15_000, text: '只加了 150' })
  expect(replyOf(await scene.zhang('ticket.ask', claim)).claimedFen).toBe(15_000)
  replyOf(await scene.wang('staff.correct', { orderId, dispensedFen: 15_000 }))
  const order = replyOf(await scene.zhang('order.get', { orderId }))
  expect(order).toMatchObject({
    confirmation: { corrected: true },
    refunds: [{ amountFen: 5_000 }],
  })
})

test('a question that nobody answers in time becomes one incident', async () => {
  replyOf(await scene.zhang('ticket.ask', anAsk()))
  await scene.advance(25 * HOUR_MS)
  await scene.sweep()
  await scene.sweep()
  const found = await scene.database.find(incidents, { where: {}, limit: 10 })
  expect(found).toMatchObject([{ code: 'ticket/unanswered', owner: 'support' }])
  expect((await list()).tickets).toMatchObject([{ at: 'asked' }])
})

test('the phone of service is what the operator has saved', async () => {
  expect((await list()).servicePhone).toBeNull()
  const operator = await scene.operator()
  const rules = { endAfterHours: 24, remindBeforeHours: 2, phone: '400-800-1234' }
  replyOf(await operator('console.saveServiceRules', { ...rules, phoneHours: '每天 8:00–22:00' }))
  await scene.advance(2 * 60_000)
  expect((await list()).servicePhone).toEqual({ phone: '400-800-1234', hours: '每天 8:00–22:00' })
})

test('a served order is rated once, and the rating may be changed', async () => {
  const orderId = await served()
  const rate = (stars: 2 | 5, words: string) => scene.zhang('order.rate', { orderId, stars, words })
  expect(replyOf(await rate(5, '')).rating).toMatchObject({ stars: 5 })
  expect(replyOf(await rate(2, '等了很久')).rating).toMatchObject({ stars: 2, words: '等了很久' })
  expect(await scene.chen('order.rate', { orderId, stars: 1, words: '' })).toMatchObject(
    refusedWith('order/unknown'),
  )
})
