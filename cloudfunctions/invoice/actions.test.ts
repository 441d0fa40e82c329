import { HOUR_MS, MINUTE_MS, SECOND_MS } from '@palm/shared/kernel/instant'
import { aCompanyTitle, aPersonalTitle } from '@palm/shared/testing/builders/invoices'
import { incidents } from '../documents/incidents'
import { messages } from '../documents/messages'
import { orders } from '../documents/orders'
import { anInvoiceId, type InvoiceScene, openInvoiceScene } from '../testing/invoice-scene'
import { replyOf } from '../testing/scene'

let scene: InvoiceScene
beforeEach(async () => {
  scene = await openInvoiceScene()
})
afterEach(() => scene.close())

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })

const incidentCodes = async () =>
  (await scene.database.find(incidents, { where: {}, limit: 50 })).map(({ code }) => code)

test('an order is invoiced: applied for, issued, and its file opened', async () => {
  const orderId = await scene.served()
  const [one] = replyOf(await scene.zhang('invoice.invoiceable', { beforeMs: null })).orders
  expect(one).toMatchObject({ orderId, amountFen: 20_000, obstacle: null })
  const applied = replyOf(await scene.apply([orderId]))
  expect(applied).toMatchObject({ at: 'applied', amountFen: 20_000, fapiaoNumber: null })
  await scene.advance(5 * SECOND_MS)
  const invoice = await scene.invoice(applied.invoiceId)
  expect(invoice.at).toBe('issued')
  expect(invoice.fapiaoNumber).toMatch(/^\d{20}$/)
  expect(invoice.events.map(({ what }) => what)).toEqual(['asked', 'applied', 'issued'])
  expect(invoice.lines).toMatchObject([
    { name: '*汽油*92#国Ⅵ 汽油', amountFen: 17_699, taxFen: 2_301, taxRate: 13 },
  ])
  const { base64 } = replyOf(await scene.zhang('invoice.file', { invoiceId: invoice.invoiceId }))
  expect(Buffer.from(base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
  expect(replyOf(await scene.zhang('order.get', { orderId })).invoicing).toEqual({
    invoiceId: invoice.invoiceId,
    mayApply: false,
  })
  expect(replyOf(await scene.zhang('invoice.invoiceable', { beforeMs: null })).orders).toEqual([])
  expect(await scene.chen('invoice.get', { invoiceId: invoice.invoiceId })).toMatchObject(
    refusedWith('invoice/unknown'),
  )
  // The member receives one message of it.
  for (let run = 0; run < 3; run++) await scene.sweep()
  const told = await scene.database.find(messages, { where: {}, limit: 50 })
  expect(told.map(({ facts }) => facts).filter(({ kind }) => kind === 'invoice-issued')).toEqual([
    { kind: 'invoice-issued', invoiceId: invoice.invoiceId, amountFen: 20_000 },
  ])
})

test('several orders share one invoice, and none is on two', async () => {
  const ids = [await scene.served(), await scene.served()]
  const invoice = await scene.issued(ids)
  expect(invoice).toMatchObject({ at: 'issued', amountFen: 40_000 })
  expect(await scene.apply([ids[0]!])).toMatchObject(refusedWith('invoice/already'))
})

test('the same application again finds the first, also at the same time', async () => {
  const orderId = await scene.served()
  const invoiceId = anInvoiceId()
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => scene.apply([orderId], { invoiceId })),
  )
  expect(new Set(answers.map((answer) => replyOf(answer).invoiceId))).toEqual(new Set([invoiceId]))
  expect(scene.fapiao.attempts()).toHaveLength(1)
  const rivals = await Promise.all([scene.apply([orderId]), scene.apply([orderId])])
  expect(rivals.filter(({ ok }) => ok)).toEqual([])
})

test.each([
  ['lost', 'never'],
  ['late', 'late'],
  ['doubled', 'duplicate'],
  ['sent again', 'again'],
])('a notice that is %s changes nothing in the end', async (_, kind) => {
  scene.stack.faults.arm({ at: 'fapiao.notify', kind, times: 2 })
  const orderId = await scene.served()
  const { invoiceId } = replyOf(await scene.apply([orderId]))
  await scene.advance(20 * SECOND_MS)
  await scene.sweep()
  await scene.advance(5 * MINUTE_MS)
  expect((await scene.invoice(invoiceId)).events.map(({ what }) => what)).toEqual([
    ...['asked', 'applied', 'issued'],
  ])
})

test.each(['timeout-after-commit', 'http-500', 'garbage'])(
  'an application whose answer is lost (%s) is followed under its number',
  async (kind) => {
    scene.stack.faults.arm({ at: 'fapiao.apply', kind })
    scene.stack.faults.arm({ at: 'fapiao.notify', kind: 'never', times: 3 })
    const orderId = await scene.served()
    const { at, invoiceId } = replyOf(await scene.apply([orderId]))
    expect(at).toBe('asked')
    await scene.advance(MINUTE_MS)
    await scene.sweep()
    await scene.advance(MINUTE_MS)
    await scene.sweep()
    await scene.advance(MINUTE_MS)
    await scene.sweep()
    expect((await scene.invoice(invoiceId)).at).toBe('issued')
    expect(scene.fapiao.attempts()).toHaveLength(1)
  },
  30_000,
)

describe('a refund after the invoice', () => {
  test('in part reverses it, and another follows for the rest', async () => {
    const orderId = await scene.served()
    const invoice = await scene.issued([orderId])
    replyOf(await scene.wang('staff.correct', { orderId, dispensedFen: 15_000 }))
    await scene.settle()
    const reversed = await scene.invoice(invoice.invoiceId)
    expect(reversed).toMatchObject({ at: 'reversed', why: 'partly-refunded' })
    expect(reversed.redNumber).toMatch(/^\d{20}$/)
    const next = await scene.invoice(reversed.replacedBy!)
    expect(next).toMatchObject({ at: 'issued', amountFen: 15_000, replaces: invoice.invoiceId })
    expect((await scene.database.get(orders, orderId))!.invoiced).toMatchObject({
      ...{ invoiceId: next.invoiceId, amountFen: 15_000, isStale: false },
    })
  })

  test('in full reverses it, and nothing follows', async () => {
    const orderId = await scene.served()
    const invoice = await scene.issued([orderId])
    replyOf(await scene.wang('staff.correct', { orderId, dispensedFen: 0 }))
    await scene.settle()
    expect(await scene.invoice(invoice.invoiceId)).toMatchObject({
      ...{ at: 'reversed', why: 'refunded', replacedBy: null },
    })
    expect((await scene.database.get(orders, orderId))!.invoiced).toBeUndefined()
  })

  test('that comes while it is being issued reverses it as soon as it has been', async () => {
    const orderId = await scene.served()
    replyOf(await scene.zhang('invoice.saveTitle', { title: SLOW, isDefault: false }))
    const { invoiceId } = replyOf(await scene.apply([orderId], { titleId: SLOW.id }))
    replyOf(await scene.wang('staff.correct', { orderId, dispensedFen: 15_000 }))
    await scene.sweep()
    expect(await scene.invoice(invoiceId)).toMatchObject({ at: 'applied', willBeReversed: true })
    await scene.advance(11 * MINUTE_MS)
    await scene.settle()
    expect(await scene.invoice(invoiceId)).toMatchObject({ at: 'reversed' })
  })
})

const SLOW = aCompanyTitle({
  id: `invoice-title:${'2'.repeat(20)}`,
  taxNumber: withCheck('91350100MN00000Y4'),
})

/** A unified code with its check digit. */
function withCheck(seventeen: string): string {
  const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  let [sum, weight] = [0, 1]
  for (const letter of seventeen) {
    sum += letters.indexOf(letter) * weight
    weight = (weight * 3) % 31
  }
  return seventeen + letters[(31 - (sum % 31)) % 31]!
}

describe('a title that the tax office refuses', () => {
  const wrong = (letters: string) =>
    aCompanyTitle({
      id: `invoice-title:${'3'.repeat(20)}`,
      taxNumber: withCheck(`91350100${letters}00000Y4`),
    })

  test.each([
    ['at once', 'XX', 'title-refused', []],
    ['later', 'XW', 'title-refused', []],
    ['because the station has no inventory', 'KC', 'no-inventory', ['invoice/failed']],
  ])('%s: it fails, and succeeds with another', async (_, letters, failure, cases) => {
    const orderId = await scene.served()
    const title = wrong(letters)
    replyOf(await scene.zhang('invoice.saveTitle', { title, isDefault: false }))
    const failed = await scene.issued([orderId], { titleId: title.id })
    expect(failed).toMatchObject({ at: 'failed', failure, mayRetry: true })
    expect(await incidentCodes()).toEqual(cases)
    const { invoiceId } = failed
    const again = await scene.zhang('invoice.retry', { invoiceId, titleId: aPersonalTitle().id })
    expect(replyOf(again).at).toBe('applied')
    await scene.advance(5 * SECOND_MS)
    expect(await scene.invoice(invoiceId)).toMatchObject({ at: 'issued', title: aPersonalTitle() })
  })

  test('with a wrong check digit is not saved', async () => {
    const title = aCompanyTitle({ taxNumber: '91350100M000100Y44' })
    expect(await scene.zhang('invoice.saveTitle', { title, isDefault: false })).toMatchObject(
      refusedWith('title/tax-number-wrong'),
    )
  })
})

test('an invoice that never comes becomes one incident', async () => {
  const orderId = await scene.served()
  const title = aCompanyTitle({ taxNumber: withCheck('91350100NN00000Y4') })
  replyOf(await scene.zhang('invoice.saveTitle', { title, isDefault: false }))
  replyOf(await scene.apply([orderId], { titleId: title.id }))
  await scene.advance(7 * HOUR_MS)
  await scene.sweep()
  await scene.sweep()
  expect(await incidentCodes()).toEqual(['invoice/hangs'])
})
