import { DAY_MS } from '@palm/shared/kernel/instant'
import { UNPROVEN } from '@palm/shared/testing/builders/orders'
import { unzipSync } from 'fflate'
import type { Collection, Document } from '../database/session'
import { openAccountScene } from '../testing/account-scene'
import { aPriceRequest, someStoredValueRules } from '../testing/rules'
import { openScene, replyOf, type Scene } from '../testing/scene'

/** The scene begins on 21 November 2026. */
let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

async function fuel(dispensedFen = 20_000, payableFen = 20_000) {
  const { orderId } = await scene.paid({ payableFen })
  replyOf(await scene.wang('staff.confirm', { orderId, dispensedFen, proof: UNPROVEN }))
  return orderId
}

const onDutyAgain = async () =>
  replyOf(
    await scene.wang('staff.startDuty', {
      dutyId: `duty:${'1'.repeat(20)}`,
      stationId: 'station:bj0001',
    }),
  )

const month = async (of: string, caller = scene.zhang) =>
  replyOf(await caller('spending.month', { month: of }))

describe('a month', () => {
  test('has its exact sums, by benefit, station and grade, and the months before it', async () => {
    const operator = await scene.operator()
    await fuel(20_000)
    replyOf(await operator('console.savePrices', { prices: [aPriceRequest()] }))
    await scene.advance(12 * DAY_MS)
    await onDutyAgain()
    const lastId = await fuel(20_000, 19_488)
    await scene.paid({ payableFen: 19_488 })
    expect(await month('2026-12')).toMatchObject({
      spent: { fills: 1, paidFen: 19_488, pumpFen: 20_000, volumeMl: 25_610 },
      waiting: 1,
      savings: [{ title: '会员价', givenBy: ['hq'], amountFen: 512 }],
      stations: [{ stationName: '朝阳北路加油站', lastOrderId: lastId, spent: { fills: 1 } }],
      grades: [{ gradeName: '92# 汽油', spent: { paidFen: 19_488 } }],
      isWhole: true,
    })
    const { months } = await month('2026-12')
    expect(months.map((each) => [each.month, each.spent.paidFen])).toEqual([
      ['2026-07', 0],
      ['2026-08', 0],
      ['2026-09', 0],
      ['2026-10', 0],
      ['2026-11', 20_000],
      ['2026-12', 19_488],
    ])
  })

  test('counts what a correction has left, and no refund', async () => {
    const orderId = await fuel(20_000)
    replyOf(await scene.wang('staff.correct', { orderId, dispensedFen: 15_000 }))
    const refused = await scene.paid()
    const reject = { orderId: refused.orderId, reason: 'no-fuel' } as const
    replyOf(await scene.wang('staff.reject', reject))
    expect((await month('2026-11')).spent).toMatchObject({ fills: 1, paidFen: 15_000 })
  })

  test('costs the same number of billed calls however many orders there are', async () => {
    const billed = async () => {
      const { read, transaction, write } = scene.stack.billing.total()
      return read + transaction + write
    }
    const cost = async () => {
      await month('2026-11')
      const before = await billed()
      await month('2026-11')
      return (await billed()) - before
    }
    const none = await cost()
    for (let count = 0; count < 5; count++) await fuel()
    expect([none, await cost()]).toEqual([3, 3])
  })

  test('is the own one only', async () => {
    await fuel()
    expect((await month('2026-11', scene.chen)).spent.fills).toBe(0)
  })
})

test('a year has its months, stations and grades, which add up', async () => {
  await fuel()
  await fuel()
  const year = replyOf(await scene.zhang('spending.year', { year: '2026' }))
  const spent = { fills: 2, paidFen: 40_000, pumpFen: 40_000, volumeMl: 51_220 }
  expect(year).toMatchObject({
    spent,
    stations: [{ name: '朝阳北路加油站', spent }],
    grades: [{ name: '92# 汽油', spent }],
  })
  expect(year.months.map(({ spent: { fills } }) => fills).slice(-2)).toEqual([2, 0])
})

test('orders of an earlier version are summed as they are read', async () => {
  await fuel()
  const [stored] = scene.stack.documents('orders') as Document[]
  const text = JSON.stringify(stored)
  await scene.database.put(raw, JSON.parse(text.replace('"totals":', '"settlement":')))
  expect((await month('2026-11')).spent.paidFen).toBe(20_000)
  await scene.database.put(raw, JSON.parse(text.replace('"totals":', '"unknown":')))
  expect((await month('2026-11')).months.at(-1)?.spent.paidFen).toBe(20_000)
})

const raw: Collection<Document> = {
  name: 'orders',
  read: (document) => document as Document,
  write: (document) => document,
}

describe('an export', () => {
  const exported = (form: 'text' | 'workbook', period = '2026-11') =>
    scene.zhang('spending.export', { period, form })

  test('is a workbook whose texts are no formulas, or text to paste', async () => {
    await fuel()
    const workbook = replyOf(await exported('workbook'))
    if (workbook.form !== 'workbook') throw new Error('no workbook')
    const files = unzipSync(Buffer.from(workbook.base64, 'base64'))
    expect(Object.keys(files)).toContain('xl/worksheets/sheet1.xml')
    expect(Buffer.from(files['xl/worksheets/sheet1.xml']!).toString()).not.toContain('<f>')
    const text = replyOf(await exported('text', '2026'))
    if (text.form !== 'text') throw new Error('no text')
    const [, headings, row, total] = text.text.split('\n').map((line) => line.split('\t'))
    expect([headings?.length, row?.length]).toEqual([14, 14])
    expect([row?.[6], row?.[9], total?.[9]]).toEqual(['25.61', '200.00', '200.00'])
  })

  test('is refused where there is nothing', async () => {
    expect(await exported('text', '2025')).toMatchObject({
      ok: false,
      refusal: { code: 'spending/nothing-to-export' },
    })
  })
})

test('an export has the movements of stored value with the balance after each', async () => {
  const accounts = await openAccountScene('wechat', someStoredValueRules())
  try {
    await accounts.recharged()
    const asked = { period: '2026', form: 'text' } as const
    const reply = replyOf(await accounts.zhang('spending.export', asked))
    if (reply.form !== 'text') throw new Error('no text')
    const [name, , row] = reply.text.split('\n').map((line) => line.split('\t'))
    expect([name?.[0], ...(row ?? []).slice(1, 6)]).toEqual([
      '电子账户',
      '充值',
      '100.00',
      '30.00',
      '100.00',
      '30.00',
    ])
  } finally {
    await accounts.close()
  }
})
