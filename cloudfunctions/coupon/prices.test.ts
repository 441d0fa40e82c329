import type { Sent } from '@palm/shared/api/actions'
import { orders } from '../documents/orders'
import { memberIdOf } from '../edge/identity/member-id'
import { aPriceRequest } from '../testing/rules'
import { openScene, replyOf, type Scene, ZHANG } from '../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

type Price = Sent<'console.savePrices'>['prices'][number]

async function save(...prices: readonly Partial<Price>[]) {
  const operator = await scene.operator()
  return operator('console.savePrices', { prices: prices.map(aPriceRequest) })
}

const zhangsId = () =>
  memberIdOf({ provider: 'wechat', appId: scene.wechatPay.credentials.appId, openId: ZHANG })

const SALE = { stationId: 'station:bj0001', nozzleId: 'nozzle:bj0001-03', amountFen: 20_000 }
const quoted = async (who: 'zhang' | 'chen') =>
  replyOf(
    await scene[who]('order.quote', {
      ...SALE,
      couponIds: null,
      use: { points: false, storedValue: false },
    }),
  )

const forZhang = (): Partial<Price> => ({
  id: 'individual:zhang',
  kind: 'individual',
  title: '张女士专享价',
  for: { kind: 'members', memberIds: [zhangsId()] },
})

test('a price for one member is in their quotes with its reason, and in no others', async () => {
  replyOf(await save(forZhang()))
  expect(await quoted('zhang')).toMatchObject({
    payableFen: 20_000 - 512,
    lines: [{ id: 'individual:zhang', title: '张女士专享价', amountFen: 512 }],
  })
  expect(await quoted('chen')).toMatchObject({ payableFen: 20_000, lines: [] })
})

test('an order keeps its price, without the rest of the audience', async () => {
  replyOf(await save(forZhang()))
  const { order } = await scene.place({ payableFen: 20_000 - 512 })
  const { basis } = (await scene.database.get(orders, order.orderId))!.quote
  expect(basis.prices.map(({ id }) => id)).toEqual(['individual:zhang'])
  expect(JSON.stringify(basis)).not.toContain('member:')
})

test('a price without listed members is for all', async () => {
  replyOf(await save({}))
  expect((await quoted('chen')).payableFen).toBe(20_000 - 512)
})

test.each<[string, Price['for']]>([
  ['segments', { kind: 'segments', segments: [] }],
  ['members', { kind: 'members', memberIds: [] }],
])('a price for no %s is not saved', async (_, audience) => {
  expect(await save({ for: audience })).toMatchObject({
    ok: false,
    refusal: { code: 'rule/for-nobody', id: 'segment:member' },
  })
})
