import type { OrderView } from '@palm/shared/api/order'
import { MINUTE_MS } from '@palm/shared/kernel/instant'
import { orderKeyAt } from '@palm/shared/passphrase/key'
import { passphraseIn, slotAt } from '@palm/shared/passphrase/passphrase'
import { UNPROVEN } from '@palm/shared/testing/builders/orders'
import { aTemplateRequest } from '../testing/rules'
import { incidents } from '../documents/incidents'
import { entriesOf } from '../documents/entries'
import { openScene, replyOf, type Scene } from '../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const ask = (orderId: string) => scene.zhang('order.askRefund', { orderId })
const get = async (orderId: string) => replyOf(await scene.zhang('order.get', { orderId }))
const confirm = (orderId: string, dispensedFen = 20_000) =>
  scene.wang('staff.confirm', { orderId, dispensedFen, proof: UNPROVEN })
const waiting = async () =>
  replyOf(await scene.wang('staff.queue', { withRecent: false, afterMs: null })).waiting

/** The digits on the driver's phone, as the attendant types them. */
function shownBy({ passphrase }: OrderView, atMs = scene.now()) {
  const key = passphrase && orderKeyAt(passphrase.keys, atMs)
  if (!key) throw new Error('the order is not paid')
  return { kind: 'digits', digits: passphraseIn(slotAt(atMs), key).digits, atMs } as const
}

async function expectBalanced(orderId: string): Promise<void> {
  for (const { postings } of await entriesOf(scene.database, orderId as never)) {
    expect(postings.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(0)
  }
}

describe('an order that is paid first', () => {
  test('goes back at once, to the wallet and to the pocket, however often it is asked', async () => {
    const operator = await scene.operator()
    replyOf(await operator('console.saveCouponTemplate', aTemplateRequest()))
    const coupon = { couponId: `coupon:${'0'.repeat(20)}`, templateId: aTemplateRequest().id }
    replyOf(await scene.zhang('coupon.claim', coupon))
    const { orderId } = await scene.paid({ way: 'pay-first', payableFen: 18_000 })
    expect((await get(orderId)).service).toMatchObject({ goesBackAtOnce: true, acceptedBy: null })
    const [first, second] = await Promise.all([ask(orderId), ask(orderId)])
    for (const answer of [first, second]) {
      expect(replyOf(answer)).toMatchObject({ reversal: { reason: 'driver-asked' } })
    }
    await scene.advance(MINUTE_MS)
    expect(await get(orderId)).toMatchObject({
      status: 'refunded',
      refunds: [{ amountFen: 18_000, reason: 'reversal' }],
      passphrase: null,
      service: null,
    })
    const pocket = replyOf(await scene.zhang('coupon.pocket', {}))
    expect(pocket.coupons).toMatchObject([{ state: { at: 'free' } }])
    expect(await waiting()).toEqual([])
    await expectBalanced(orderId)
  })

  test('once it was accepted, the attendant is asked, who may say no', async () => {
    const paid = await scene.paid({ way: 'pay-first' })
    const { orderId } = paid
    replyOf(await scene.wang('staff.accept', { orderId, proof: shownBy(paid) }))
    expect((await get(orderId)).service).toMatchObject({
      goesBackAtOnce: false,
      acceptedBy: '王师傅',
    })
    expect(replyOf(await ask(orderId))).toMatchObject({
      status: 'paid',
      refundRequest: { declined: null },
    })
    const no = { orderId, reason: 'fuelling', note: '' } as const
    replyOf(await scene.wang('staff.declineRefund', no))
    expect(await get(orderId)).toMatchObject({
      refundRequest: { declined: { reason: 'fuelling', staffName: '王师傅' } },
    })
    expect(replyOf(await confirm(orderId))).toMatchObject({ status: 'confirmed' })
  })

  test('is not accepted after its money went back, nor with a wrong passphrase', async () => {
    const paid = await scene.paid({ way: 'pay-first' })
    const proof = shownBy(paid)
    const { orderId } = paid
    const wrong = { ...proof, digits: proof.digits === '000000' ? '000001' : '000000' }
    expect(await scene.wang('staff.accept', { orderId, proof: wrong })).toMatchObject(
      refusedWith('passphrase/wrong'),
    )
    replyOf(await ask(orderId))
    expect(await scene.wang('staff.accept', { orderId, proof })).toMatchObject(
      refusedWith('order/reversed'),
    )
  })

  test('verified without network before its money went back becomes a case', async () => {
    const paid = await scene.paid({ way: 'pay-first' })
    const { orderId } = paid
    const proof = shownBy(paid)
    await scene.advance(MINUTE_MS)
    replyOf(await ask(orderId))
    const late = { orderId, dispensedFen: 20_000, proof }
    expect(await scene.wang('staff.confirm', late)).toMatchObject(refusedWith('order/reversed'))
    expect(await scene.wang('staff.confirm', late)).toMatchObject(refusedWith('order/reversed'))
    const found = await scene.database.find(incidents, { where: {}, limit: 10 })
    expect(found).toMatchObject([{ code: 'order/served-after-refund' }])
  })

  test('a refund and a confirmation at once have exactly one outcome', async () => {
    for (let time = 0; time < 6; time++) {
      const { orderId } = await scene.paid({ way: 'pay-first' })
      const acts = [() => ask(orderId), () => confirm(orderId)]
      const [a, b] = await Promise.all((time % 2 ? acts : acts.reverse()).map((act) => act()))
      const { confirmation, reversal } = await get(orderId)
      expect([confirmation, reversal].filter(Boolean)).toHaveLength(1)
      expect([a?.ok, b?.ok].filter(Boolean)).toHaveLength(1)
      await expectBalanced(orderId)
    }
  })
})

describe('an order whose fuel came first', () => {
  test('goes back when the attendant accepts the request', async () => {
    const { orderId } = await scene.paid()
    expect(replyOf(await ask(orderId)).status).toBe('paid')
    expect(await waiting()).toMatchObject([{ refundRequest: { isDeclined: false } }])
    replyOf(await scene.wang('staff.reject', { orderId, reason: 'no-fuel' }))
    await scene.advance(MINUTE_MS)
    expect(await get(orderId)).toMatchObject({
      status: 'refunded',
      reversal: { reason: 'no-fuel' },
    })
  })

  test('stays when the attendant declines, and the driver reads why', async () => {
    const { orderId } = await scene.paid()
    replyOf(await ask(orderId))
    const no = { orderId, reason: 'other', note: '车已经加满' } as const
    expect(replyOf(await scene.wang('staff.declineRefund', no))).toMatchObject({
      refundRequest: { isDeclined: true },
    })
    expect(await get(orderId)).toMatchObject({
      status: 'paid',
      refundRequest: { declined: { note: '车已经加满' } },
    })
  })

  test('is not for others to ask about, nor after it was confirmed', async () => {
    const { orderId } = await scene.paid()
    expect(await scene.chen('order.askRefund', { orderId })).toMatchObject(
      refusedWith('order/unknown'),
    )
    replyOf(await confirm(orderId))
    expect(await ask(orderId)).toMatchObject(refusedWith('order/served'))
    const no = { orderId, reason: 'other', note: '' } as const
    expect(await scene.wang('staff.declineRefund', no)).toMatchObject(
      refusedWith('order/no-refund-request'),
    )
  })
})
