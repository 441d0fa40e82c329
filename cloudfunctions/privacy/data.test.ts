import type { DataPage } from '@palm/shared/api/privacy'
import { DATA_PARTS, type DataPart } from '@palm/shared/member/data-part'
import { later } from '@palm/shared/kernel/instant'
import { UNPROVEN } from '@palm/shared/testing/builders/orders'
import { orders } from '../documents/orders'
import type { Caller } from '../testing/bench'
import { CHEN, openScene, replyOf, type Scene, ZHANG } from '../testing/scene'
import { NUMBER, openTwoWallets, type TwoWallets } from '../testing/two-wallets'

const page = async (caller: Caller, part: DataPart, beforeMs: number | null = null) =>
  replyOf(await caller('privacy.data', { part, beforeMs }))

const rowsOf = ({ sheets }: DataPage, name: string) =>
  sheets.find((sheet) => sheet.name === name)?.rows ?? []

/** Everything, as a phone puts it together. */
async function everything(caller: Caller): Promise<string> {
  const pages: DataPage[] = []
  for (const part of DATA_PARTS) {
    let beforeMs: number | null = null
    do {
      const next: DataPage = await page(caller, part, beforeMs)
      pages.push(next)
      beforeMs = next.beforeMs
    } while (beforeMs !== null)
  }
  return JSON.stringify(pages)
}

describe('a member of one wallet', () => {
  let scene: Scene
  beforeEach(async () => {
    scene = await openScene()
  })
  afterEach(() => scene.close())

  test('gets profile, number in full, orders of every state, and questions', async () => {
    const { zhang } = scene
    const profile = { nickname: '老张', plate: '京A12345', usualGradeId: 'petrol-92' } as const
    replyOf(await zhang('member.saveProfile', profile))
    const code = await scene.wechat.issuePhoneCode(NUMBER, ZHANG)
    replyOf(await zhang('member.bindPhone', { proof: { wallet: 'wechat', code } }))
    const { orderId } = await scene.paid({ plate: '京A12345' })
    replyOf(await scene.wang('staff.confirm', { orderId, dispensedFen: 15_000, proof: UNPROVEN }))
    await scene.advance(1_000)
    await scene.place()
    const ticketId = `ticket:${'1'.repeat(20)}` as const
    const asked = { ticketId, orderId, kind: 'other', claimedFen: null, text: '小票呢' } as const
    replyOf(await zhang('ticket.ask', asked))

    const own = await page(zhang, 'member')
    expect(rowsOf(own, '个人资料')).toEqual(
      expect.arrayContaining([
        ['钱包', '微信'],
        ['称呼', '老张'],
        ['手机号', NUMBER],
      ]),
    )
    expect(rowsOf(own, '车辆')).toEqual([['京A12345', '92# 汽油', '']])
    const listed = rowsOf(await page(zhang, 'orders'), '订单')
    expect(listed.map((row) => [row[6], row[12]])).toEqual([
      ['待付款', ''],
      ['已加油', '京A12345'],
    ])
    const questions = rowsOf(await page(zhang, 'questions'), '反映的问题')
    expect(questions.map((row) => row.slice(1, 3))).toEqual([['我', '小票呢']])
  })

  test('gets nothing of another, and no identity or secret', async () => {
    const code = await scene.wechat.issuePhoneCode(NUMBER, ZHANG)
    replyOf(await scene.zhang('member.bindPhone', { proof: { wallet: 'wechat', code } }))
    await scene.paid({ plate: '京A12345' })
    const own = await everything(scene.zhang)
    for (const secret of [ZHANG, ...Object.values(await scene.secrets())]) {
      expect(own).not.toContain(secret)
    }
    const others = await everything(scene.chen)
    for (const private_ of [NUMBER, '京A12345', CHEN]) expect(others).not.toContain(private_)
  })

  test('a long history is paged at the same cost, and has every order once', async () => {
    const billed = () => {
      const { read, transaction, write } = scene.stack.billing.total()
      return read + transaction + write
    }
    const cost = async (beforeMs: number | null) => {
      const before = billed()
      const { beforeMs: next } = await page(scene.zhang, 'orders', beforeMs)
      return { calls: billed() - before, next }
    }
    await scene.place()
    await cost(null)
    const { calls } = await cost(null)
    const [order] = await scene.database.find(orders, { where: {}, limit: 1 })
    for (let count = 1; count <= 104; count++) {
      const id = `order:${String(count).padStart(20, '0')}` as const
      const createdAtMs = later(order!.createdAtMs, count * 1_000)
      await scene.database.put(orders, { ...order!, id, createdAtMs })
    }
    const first = await cost(null)
    expect(first.calls).toBe(calls)
    expect(first.next).not.toBeNull()
    const last = await cost(first.next)
    expect(last).toMatchObject({ calls, next: null })
  })
})

describe('a member of both wallets', () => {
  let scene: TwoWallets
  beforeEach(async () => {
    scene = await openTwoWallets()
  })
  afterEach(() => scene.close())

  test('gets what either wallet had', async () => {
    await scene.paid()
    await scene.endow()
    const alipay = await scene.inAlipay()
    replyOf(await scene.zhang('member.bindPhone', await scene.fromWechat()))
    replyOf(await alipay('member.bindPhone', scene.fromAlipay()))
    const { code } = replyOf(await scene.zhang('member.phone', {})).asked!
    replyOf(await alipay('member.joinByCode', { code }))
    const again = await scene.inAlipay()
    for (const caller of [again, scene.zhang]) {
      expect(rowsOf(await page(caller, 'orders'), '订单')).toHaveLength(1)
      expect(rowsOf(await page(caller, 'account'), '电子账户').map((row) => row[1])).toEqual(
        expect.arrayContaining(['充值', '合并账户']),
      )
      const own = await page(caller, 'member')
      expect(rowsOf(own, '优惠券')).toHaveLength(1)
      expect(rowsOf(own, '充值')).toHaveLength(1)
      expect(rowsOf(own, '个人资料')).toContainEqual(['钱包', '微信、支付宝'])
    }
  })
})
