import type { Sent } from '@palm/shared/api/actions'
import { ID_LETTERS } from '@palm/shared/kernel/id'
import { DAY_MS } from '@palm/shared/kernel/instant'
import { aTemplateRequest } from '../testing/rules'
import { aPlaceRequest, openScene, replyOf, type Scene } from '../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const letters = (tail: string) => tail.padStart(ID_LETTERS, '0')
const couponId = `coupon:${letters('1')}`
/** Made by the server, once a coupon is offered. */
let transferId = ''
const PAYABLE = 20_000 - 2_000

/** Zhang has a coupon of ¥20 from ¥200 on. */
async function claimed(changes: Partial<Sent<'console.saveCouponTemplate'>> = {}) {
  const operator = await scene.operator()
  const template = aTemplateRequest({ transferable: true, ...changes })
  replyOf(await operator('console.saveCouponTemplate', template))
  replyOf(await scene.zhang('coupon.claim', { couponId, templateId: template.id }))
}

async function give() {
  const given = await scene.zhang('coupon.give', { couponId })
  if (given.ok && given.reply.state.at === 'offered') transferId = given.reply.state.transferId
  return given
}
const pocketOf = async (who: 'zhang' | 'chen') =>
  replyOf(await scene[who]('coupon.pocket', {})).coupons

test('a given coupon belongs to the receiver, and reduces their order', async () => {
  await claimed()
  const offered = replyOf(await give())
  expect(offered).toMatchObject({ state: { at: 'offered', transferId } })
  expect(replyOf(await give())).toEqual(offered)
  const taken = replyOf(await scene.chen('coupon.take', { transferId }))
  expect(taken).toMatchObject({ couponId, state: { at: 'free' }, transferable: false })
  expect(replyOf(await scene.chen('coupon.take', { transferId }))).toEqual(taken)
  expect([await pocketOf('zhang'), await pocketOf('chen')]).toEqual([[], [taken]])
  const sale = { stationId: 'station:bj0001', nozzleId: 'nozzle:bj0001-03', amountFen: 20_000 }
  const quoted = replyOf(
    await scene.chen('order.quote', {
      ...sale,
      couponIds: null,
      use: { points: false, storedValue: false },
    }),
  )
  expect(quoted.payableFen).toBe(PAYABLE)
})

test('the number of an offer is made by the server, whatever a phone sends', async () => {
  await claimed()
  const own = `coupon-transfer:${letters('1')}`
  const { state } = replyOf(await scene.zhang('coupon.give', { couponId, transferId: own }))
  expect(state).toMatchObject({ at: 'offered', transferId: expect.not.stringContaining(own) })
  const drawn = state.at === 'offered' ? state.transferId : ''
  expect(new Set(drawn.slice('coupon-transfer:'.length)).size).toBeGreaterThan(5)
  expect(await scene.chen('coupon.take', { transferId: own })).toMatchObject(
    refusedWith('transfer/unknown'),
  )
})

test('repeating an offer makes one', async () => {
  await claimed()
  const given = await Promise.all(Array.from({ length: 8 }, () => give()))
  const numbers = given.map((answer) => JSON.stringify(replyOf(answer).state))
  expect(new Set(numbers).size).toBe(1)
})

test('a friend at the claim limit can still receive a coupon', async () => {
  await claimed()
  const own = { couponId: `coupon:${letters('2')}`, templateId: 'coupon-template:full-200' }
  replyOf(await scene.chen('coupon.claim', own))
  await give()
  expect(await scene.chen('coupon.take', { transferId })).toMatchObject({ ok: true })
  const another = { ...own, couponId: `coupon:${letters('3')}` }
  expect(await scene.zhang('coupon.claim', another)).toMatchObject(
    refusedWith('coupon/member-limit'),
  )
})

test('of two concurrent receivers exactly one gets it', async () => {
  await claimed()
  await give()
  const both = await Promise.all([
    scene.chen('coupon.take', { transferId }),
    scene.wang('coupon.take', { transferId }),
  ])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.find(({ ok }) => !ok)).toMatchObject(refusedWith('transfer/taken'))
})

test('an offered coupon is in no quote, and again in quotes after withdrawal', async () => {
  await claimed()
  await give()
  expect(await scene.zhang('order.place', aPlaceRequest({ payableFen: PAYABLE }))).toMatchObject(
    refusedWith('order/quote-changed'),
  )
  replyOf(await scene.zhang('coupon.takeBack', { transferId }))
  expect(await scene.chen('coupon.take', { transferId })).toMatchObject(
    refusedWith('transfer/taken-back'),
  )
  await scene.place({ payableFen: PAYABLE })
  expect(await give()).toMatchObject(refusedWith('coupon/in-use'))
})

test('an offer expires after a day, and the coupon is usable again', async () => {
  await claimed()
  await give()
  await scene.advance(DAY_MS)
  expect(await scene.chen('coupon.take', { transferId })).toMatchObject(
    refusedWith('transfer/over'),
  )
  expect(await pocketOf('zhang')).toMatchObject([{ state: { at: 'free' } }])
  await scene.place({ payableFen: PAYABLE })
  expect(await pocketOf('zhang')).toMatchObject([{ state: { at: 'held' } }])
})

test.each<[string, (asked: Scene) => Promise<unknown>, string]>([
  [
    'giving another member’s coupon',
    ({ chen }) => chen('coupon.give', { couponId }),
    'coupon/unknown',
  ],
  ['accepting one’s own', ({ zhang }) => zhang('coupon.take', { transferId }), 'transfer/own'],
  [
    'accepting an unknown offer',
    ({ chen }) => chen('coupon.take', { transferId: `coupon-transfer:${letters('9')}` }),
    'transfer/unknown',
  ],
  [
    'withdrawing another member’s offer',
    ({ chen }) => chen('coupon.takeBack', { transferId }),
    'transfer/unknown',
  ],
  [
    'accepting a withdrawn offer',
    async ({ chen, zhang }) => {
      replyOf(await chen('coupon.take', { transferId }))
      return zhang('coupon.takeBack', { transferId })
    },
    'transfer/taken',
  ],
])('%s is refused', async (_, ask, code) => {
  await claimed()
  replyOf(await give())
  expect(await ask(scene)).toMatchObject(refusedWith(code))
})

test('a coupon whose template forbids it stays where it is', async () => {
  await claimed({ transferable: false })
  expect(await give()).toMatchObject(refusedWith('coupon/not-transferable'))
})

test('a number is used up: claiming it again after giving the coupon makes no second one', async () => {
  await claimed({ quota: { total: 100, perMember: null, perMemberDay: null, budgetFen: null } })
  await give()
  replyOf(await scene.chen('coupon.take', { transferId }))
  const again = { couponId, templateId: 'coupon-template:full-200' }
  expect(await scene.zhang('coupon.claim', again)).toMatchObject(
    refusedWith('coupon/claimed-before'),
  )
  expect(await pocketOf('zhang')).toEqual([])
})

test('a number is unique: two members never have coupons with one number', async () => {
  await claimed()
  const same = { couponId, templateId: 'coupon-template:full-200' }
  expect(await scene.chen('coupon.claim', same)).toMatchObject(refusedWith('coupon/id-taken'))
})
