import { invoiceableRecharge } from './invoiceable'
import fc from 'fast-check'
import { fen, sumFen } from '../kernel/fen'
import { aMember, after, onDuty } from '../testing/builders/builders'
import {
  aCompanyTitle,
  anApplication,
  anApplied,
  anInvoice,
  anInvoiceFact,
  anInvoicePayee,
  ISSUED,
} from '../testing/builders/invoices'
import { aConfirm, aConfirmedOrder, aReversedOrder } from '../testing/builders/orders'
import { aPlacingByTenders, WITH_VALUE } from '../testing/builders/tenders'
import { refused, valueOf } from '../testing/results'
import type { Order } from '../order/facts/order'
import { confirm } from '../order/verbs/confirm'
import { correct } from '../order/verbs/correct'
import { hasMoney, type PaidRecharge, type RechargeId } from '../stored-value/recharge/recharge'
import { afterReversal, applyInvoice, type ApplyInvoice, retryInvoice } from './apply'
import { release } from './claims'
import { ATTEMPTS_MAX, invoiceTotal } from './invoice'
import { isOverInvoiced, moneyFen, moneyPaid, overInvoicedFen } from './invoiceable'
import { hearInvoice } from './life'
import { fuelLine } from './line'

/** ¥120: points pay ¥10, a gift ¥30, principal ¥80. */
const { member, order: placed } = aPlacingByTenders()
const byTenders = (): Order =>
  valueOf(confirm(placed, aConfirm({ dispensedFen: fen(12_000) }))).order
const account = member.storedValue
const rechargeId = WITH_VALUE.recharges[0]!.id as RechargeId

const corrected = (order: Order, dispensedFen: number): Order =>
  valueOf(
    correct(order, { by: onDuty(), dispensedFen: fen(dispensedFen), nowMs: after(3_600_000) }),
  ).order

describe('an application', () => {
  test('is for what the driver paid in money: points and gifts are not', () => {
    const { account: after, invoice, orders } = anApplied({ orders: [byTenders()], account })
    expect(invoiceTotal(invoice)).toBe(8_000)
    expect(orders[0]!.invoiced).toEqual({
      invoiceId: invoice.id,
      amountFen: 8_000,
      lots: [{ rechargeId, amountFen: 8_000 }],
      isStale: false,
    })
    expect(after!.recharges[0]!.invoiced).toEqual({ itself: null, fuelFen: 8_000 })
  })

  test('of several orders is their sum', () => {
    const orders = [aConfirmedOrder(), { ...aConfirmedOrder(), id: 'order:other' as const }]
    expect(invoiceTotal(anApplied({ orders }).invoice)).toBe(40_000)
  })

  test('is not offered for a recharge whose fuel is invoiced, nor for an invoiced one', () => {
    const lotIn = (found: typeof account | null): PaidRecharge => {
      const lot = found!.recharges[0]!
      if (!hasMoney(lot)) throw new Error('a paid recharge')
      return lot
    }
    const offered = (found: typeof account | null) => invoiceableRecharge(lotIn(found))
    const fuel = anApplied({ orders: [byTenders()], account })
    const itself = anApplied({ orders: [], rechargeId, account: WITH_VALUE })
    expect(offered(account)).toBeGreaterThan(0)
    expect([offered(fuel.account), offered(itself.account)]).toEqual([0, 0])
  })

  const twice = anApplied()
  const recharged = anApplied({ orders: [], rechargeId, account: WITH_VALUE })
  test.each<[string, Partial<ApplyInvoice>, string]>([
    ['another’s order', { memberId: 'member:chen' }, 'order/unknown'],
    ['an order that was given back', { orders: [aReversedOrder()] }, 'invoice/not-served'],
    ['an order on an invoice', { orders: twice.orders }, 'invoice/already'],
    [
      'an order of which nothing is left',
      { orders: [corrected(aConfirmedOrder(), 0)] },
      'invoice/nothing-left',
    ],
    ['no order at all', { orders: [] }, 'invoice/nothing-left'],
    [
      'too many',
      { orders: Array.from({ length: 11 }, () => aConfirmedOrder()) },
      'invoice/too-many-orders',
    ],
    [
      'orders of two payees',
      { orders: [aConfirmedOrder(), ofTonghui()] },
      'invoice/several-payees',
    ],
    ['a payee without invoices', { issuingOf: () => null }, 'invoice/not-offered'],
    ['another sum than was seen', { seenFen: fen(1) }, 'invoice/amount-changed'],
    [
      'stored value where only the wallet’s payments are invoiced',
      { orders: [byTenders()], account, issuingOf: () => anInvoicePayee({ issuer: 'wechat' }) },
      'invoice/other-wallet',
    ],
    [
      'fuel whose recharge is invoiced',
      { orders: [byTenders()], account: recharged.account },
      'invoice/nothing-left',
    ],
    [
      'a recharge from which fuel is invoiced',
      { orders: [], rechargeId, account: anApplied({ orders: [byTenders()], account }).account },
      'invoice/fuel-invoiced',
    ],
    ['a recharge twice', { orders: [], rechargeId, account: recharged.account }, 'invoice/already'],
    ['an unknown recharge', { orders: [], rechargeId: 'recharge:none' }, 'recharge/unknown'],
  ])('for %s is refused', (_, changes, code) => {
    expect(applyInvoice(anApplication(changes))).toMatchObject(refused(code))
  })

  test('for a recharge leaves its gift out', () => {
    expect(invoiceTotal(recharged.invoice)).toBe(10_000)
    expect(recharged.invoice.sources[0]!.line).toMatchObject({ taxRate: null, amountFen: 10_000 })
  })
})

function ofTonghui(): Order {
  const order = aConfirmedOrder()
  return {
    ...order,
    trade: { ...order.trade, payee: { id: 'payee:tonghui', merchant: 'tonghui' } },
  }
}

describe('a refund after the invoice', () => {
  test('shows on the order by itself, until the invoice is told', () => {
    const [order] = anApplied().orders
    expect(isOverInvoiced(order!)).toBe(false)
    const cheaper = corrected(order!, 15_000)
    expect(overInvoicedFen(cheaper)).toBe(5_000)
    expect(isOverInvoiced(cheaper)).toBe(true)
    const told = { ...cheaper, invoiced: { ...cheaper.invoiced!, isStale: true } }
    expect(isOverInvoiced(told)).toBe(false)
  })

  test('in part: the reversed invoice is replaced by one for the rest', () => {
    const { invoice, orders } = anApplied()
    const left = orders.map((order) => corrected(order, 15_000))
    const successorId = `invoice:${'9'.repeat(20)}` as const
    const next = afterReversal(invoice, {
      ...{ orders: left, account: null, successorId },
      nowMs: after(7_200_000),
    })
    expect(next.successor).toMatchObject({ id: successorId, replaces: invoice.id, attempt: 1 })
    expect(invoiceTotal(next.successor!)).toBe(15_000)
    expect(next.invoice.replacedBy).toBe(successorId)
    expect(next.orders[0]!.invoiced).toMatchObject({ invoiceId: successorId, amountFen: 15_000 })
  })

  test('in full: nothing follows, and the order is free', () => {
    const { invoice, orders } = anApplied()
    const next = afterReversal(invoice, {
      orders: orders.map((order) => corrected(order, 0)),
      ...{ account: null, successorId: 'invoice:next', nowMs: after(7_200_000) },
    })
    expect(next.successor).toBeNull()
    expect(next.orders[0]!.invoiced).toBeUndefined()
  })
})

describe('an application again', () => {
  const failed = () => {
    const { invoice, orders } = anApplied()
    const fact = anInvoiceFact(invoice, { at: 'failed', reason: 'title-refused' })
    return { orders, invoice: hearInvoice(invoice, fact, after(0)).invoice }
  }
  const command = { title: aCompanyTitle(), account: null, nowMs: after(1) }

  test('after a failure takes a new number and the amount of now', () => {
    const { invoice, orders } = failed()
    const left = orders.map((order) => corrected(order, 15_000))
    const again = valueOf(retryInvoice(invoice, { ...command, orders: left }))
    expect(again.invoice).toMatchObject({
      ...{ id: invoice.id, attempt: 2, title: aCompanyTitle(), state: { at: 'asked' } },
    })
    expect(invoiceTotal(again.invoice)).toBe(15_000)
    expect(again.orders[0]!.invoiced).toMatchObject({ amountFen: 15_000, isStale: false })
  })

  test.each([
    ['without a failure', anInvoice(), [aConfirmedOrder()], 'invoice/not-failed'],
    [
      'too often',
      { ...failed().invoice, attempt: ATTEMPTS_MAX },
      failed().orders,
      'invoice/too-many-attempts',
    ],
    [
      'for nothing',
      failed().invoice,
      failed().orders.map((order) => corrected(order, 0)),
      'invoice/nothing-left',
    ],
  ])('%s is refused', (_, invoice, orders, code) => {
    expect(retryInvoice(invoice, { ...command, orders })).toMatchObject(refused(code))
  })
})

describe('after any applications, refunds and releases', () => {
  const act = fc.oneof(
    fc.record({ do: fc.constant('order' as const), index: fc.nat(2) }),
    fc.record({ do: fc.constant('recharge' as const), index: fc.nat(0) }),
    fc.record({ do: fc.constant('release' as const), index: fc.nat(3) }),
    fc.record({ do: fc.constant('correct' as const), index: fc.nat(2) }),
  )

  test('no more is invoiced than was paid in money, and no fen twice', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        let orders: readonly Order[] = [
          byTenders(),
          { ...aConfirmedOrder(), id: 'order:b' },
          { ...aConfirmedOrder(), id: 'order:c' },
        ]
        let own = account
        acts.forEach((one, n) => {
          const id = `invoice:${String(n).padStart(20, '0')}` as const
          if (one.do === 'correct') {
            const order = orders[one.index]!
            const half =
              order.state.status === 'confirmed' ? order.state.confirmation.dispensedFen >> 1 : 0
            const next = order.invoiced ? order : corrected(order, half)
            orders = orders.map((known) => (known === order ? next : known))
            return
          }
          if (one.do === 'release') {
            const invoiceId = orders.find(({ invoiced }) => invoiced)?.invoiced?.invoiceId
            const itself = own.recharges[0]!.invoiced?.itself?.invoiceId
            const chosen = one.index % 2 === 0 ? (invoiceId ?? itself) : (itself ?? invoiceId)
            if (!chosen) return
            const free = release({ orders, account: own }, chosen)
            orders = free.orders
            own = free.account!
            return
          }
          const chosen = one.do === 'order' ? [orders[one.index]!] : []
          const applied = applyInvoice(
            anApplication({
              ...{ invoiceId: id, memberId: aMember().id, orders: chosen, account: own },
              rechargeId: one.do === 'recharge' ? rechargeId : null,
            }),
          )
          if (!applied.ok) return
          orders = orders.map(
            (known) => applied.value.orders.find((o) => o.id === known.id) ?? known,
          )
          own = applied.value.account!
        })
        for (const order of orders) {
          expect(order.invoiced?.amountFen ?? 0).toBeLessThanOrEqual(moneyFen(moneyPaid(order)))
        }
        const { fuelFen, itself } = own.recharges[0]!.invoiced ?? { fuelFen: fen(0), itself: null }
        expect(itself === null || fuelFen === 0).toBe(true)
        const lots = orders.flatMap(({ invoiced }) => invoiced?.lots ?? [])
        expect(sumFen(lots.map(({ amountFen }) => amountFen))).toBe(fuelFen)
      }),
    )
  })
})

test('the line of an order is the one of its figures', () => {
  const { invoice } = anApplied()
  expect(invoice.sources[0]!.line).toEqual(
    fuelLine({
      ...{ gradeId: 'petrol-92', dispensedFen: fen(20_000), pumpPrice: 781 as never },
      ...{ moneyFen: fen(20_000), invoicedFen: fen(20_000) },
    }),
  )
  expect(ISSUED.fapiaoNumber).toHaveLength(20)
})
