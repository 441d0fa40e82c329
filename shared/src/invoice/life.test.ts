import fc from 'fast-check'
import { after } from '../testing/builders/builders'
import { anInvoice, anInvoiceFact, ISSUED } from '../testing/builders/invoices'
import type { InvoiceFactState } from './fact'
import { invoiceDueAtMs, nextInvoiceLookMs } from './follow-up'
import {
  type Invoice,
  INVOICE_TRANSITIONS,
  invoiceLateAtMs,
  type InvoiceState,
  invoiceOfNumber,
  numberOf,
} from './invoice'
import { hearInvoice, lateInvoice, reverseInvoice, unknownToIssuer } from './life'

const REVERSING = { ...ISSUED, at: 'reversing' } as const
const REVERSED = { ...ISSUED, at: 'reversed', redNumber: '25', reversedAtMs: after(9) } as const
const FAILED = { at: 'failed', reason: 'title-refused' } as const
const ACCEPTED = { at: 'accepted' } as const
const NOT_REVERSED = { at: 'reverse-failed' } as const
const FACTS: readonly InvoiceFactState[] = [
  ...[ACCEPTED, FAILED, ISSUED, REVERSING, NOT_REVERSED, REVERSED],
]

const hear = (invoice: Invoice, now: InvoiceFactState): Invoice =>
  hearInvoice(invoice, anInvoiceFact(invoice, now), after(5)).invoice

const issued = hear(anInvoice(), ISSUED)
const reversing = reverseInvoice(issued, 'refunded', after(6))

test.each<[string, Invoice, InvoiceFactState, InvoiceState['at']]>([
  ['an application that is accepted', anInvoice(), ACCEPTED, 'applied'],
  ['one that is refused', anInvoice(), FAILED, 'failed'],
  ['one that is issued at once', anInvoice(), ISSUED, 'issued'],
  ['a notice that comes before the answer', hear(anInvoice(), ISSUED), ACCEPTED, 'issued'],
  ['a failure after the acceptance', hear(anInvoice(), ACCEPTED), FAILED, 'failed'],
  ['issued beats failed', hear(anInvoice(), FAILED), ISSUED, 'issued'],
  ['a failure beside an issued one', issued, FAILED, 'issued'],
  ['a reversal that is taken', reversing, REVERSING, 'reversing'],
  [
    'a reversal that failed, and is asked for again',
    hear(reversing, REVERSING),
    NOT_REVERSED,
    'reversing',
  ],
  ['a reversal that is done', reversing, REVERSED, 'reversed'],
  ['a reversal that nobody here asked for', issued, REVERSED, 'reversed'],
  ['a late notice of the issue', hear(reversing, REVERSED), ISSUED, 'reversed'],
  ['a late notice of the issue while it is reversed', reversing, ISSUED, 'reversing'],
])('%s', (_, invoice, now, at) => {
  expect(hear(invoice, now).state.at).toBe(at)
})

test('a fact of another issuer changes nothing', () => {
  const invoice = anInvoice()
  const fact = anInvoiceFact(invoice, ISSUED, { issuer: 'wechat' })
  expect(hearInvoice(invoice, fact, after(5))).toEqual({ invoice, isStray: false })
})

test.each<[InvoiceFactState, boolean]>([
  [ISSUED, true],
  [FAILED, false],
  [REVERSED, false],
])('an earlier attempt that was %o beside this one', (now, isStray) => {
  const invoice = { ...anInvoice(), attempt: 2 }
  const fact = anInvoiceFact(invoice, now, { number: numberOf(anInvoice()) })
  expect(hearInvoice(invoice, fact, after(5))).toEqual({ invoice, isStray })
})

test('a refund while it is being issued reverses it as soon as it has been', () => {
  const asked = reverseInvoice(anInvoice(), 'partly-refunded', after(1))
  expect(asked.state.at).toBe('asked')
  expect(hear(asked, ISSUED).state).toMatchObject({ at: 'reversing', why: 'partly-refunded' })
})

test('an application that the issuer does not know is asked again under its number', () => {
  const applied = hear(anInvoice(), ACCEPTED)
  expect(unknownToIssuer(applied, after(7))).toMatchObject({ attempt: 1, state: { at: 'asked' } })
  expect(unknownToIssuer(issued, after(7))).toBe(issued)
})

test('numbers lead back to their invoice', () => {
  expect(invoiceOfNumber(numberOf(anInvoice()))).toBe(anInvoice().id)
  expect(invoiceOfNumber('x')).toBeNull()
})

test('only an invoice that waits for its issuer is looked at, and becomes late once', () => {
  expect(invoiceDueAtMs(issued)).toBeNull()
  expect(invoiceLateAtMs(issued)).toBeNull()
  expect(invoiceDueAtMs(reversing)).toBe(after(15_006))
  expect(invoiceLateAtMs(lateInvoice(reversing))).toBeNull()
  expect(nextInvoiceLookMs(0, after(0))).toBe(after(30_000))
  expect(nextInvoiceLookMs(99, after(0))).toBe(after(3_600_000))
})

const anyStep = fc.oneof(
  fc.constantFrom(...FACTS).map((now) => (invoice: Invoice) => hear(invoice, now)),
  fc.constant((invoice: Invoice) => reverseInvoice(invoice, 'refunded', after(6))),
  fc.constant((invoice: Invoice) => unknownToIssuer(invoice, after(7))),
)

test('in any order and however often, facts move an invoice only along its transitions', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 12 }), (steps) => {
      let invoice = anInvoice()
      for (const step of steps) {
        const next = step(invoice)
        const [from, to] = [invoice.state.at, next.state.at]
        if (from !== to) expect(INVOICE_TRANSITIONS[from]).toContain(to)
        // Repeating a step changes nothing.
        expect(step(next).state.at).toBe(next.state.at)
        if (from === 'reversed') expect(to).toBe('reversed')
        invoice = next
      }
    }),
  )
})
