import type { Invoice } from '@palm/shared/invoice/invoice'
import { numberOf } from '@palm/shared/invoice/invoice'
import type { InvoiceTitle } from '@palm/shared/invoice/title'
import { hearInvoice } from '@palm/shared/invoice/life'
import { type EpochMs, MINUTE_MS, SECOND_MS } from '@palm/shared/kernel/instant'
import { aCompanyTitle, aPersonalTitle } from '@palm/shared/testing/builders/invoices'
import { valueOf } from '@palm/shared/testing/results'
import type { Delivery } from '../provider'
import type { InvoiceProvider } from './issuer'

/** An issuer with its environment: a paid order to invoice, and the deliveries to us. */
export interface IssuerBench {
  readonly issuer: InvoiceProvider
  now(): EpochMs
  /** An application for a paid order, in this name. */
  invoice(title: InvoiceTitle): Promise<Invoice>
  advance(ms: number): Promise<void>
  /** Deliveries so far. */
  deliveries(): readonly Delivery[]
  /** Fault of the next call. */
  arm(at: 'apply' | 'find', kind: string): void
  close(): Promise<void>
}

/** A buyer whom both emulators refuse: `XW` in the code. */
const REFUSED = aCompanyTitle({ taxNumber: '91350100XW00000Y40' })

/** Required behaviour of every issuer, whatever its protocol. */
export function describeIssuer(name: string, open: () => Promise<IssuerBench>): void {
  describe(name, () => {
    let bench: IssuerBench
    beforeEach(async () => {
      bench = await open()
    })
    afterEach(() => bench.close())

    async function issued(): Promise<Invoice> {
      const invoice = await bench.invoice(aPersonalTitle())
      valueOf(await bench.issuer.apply(invoice))
      await bench.advance(5 * SECOND_MS)
      const fact = valueOf(await bench.issuer.find(invoice))
      return hearInvoice(invoice, fact!, bench.now()).invoice
    }

    test('issues an application under its number, once', async () => {
      const invoice = await bench.invoice(aPersonalTitle())
      expect(valueOf(await bench.issuer.find(invoice))).toBeNull()
      const fact = { issuer: bench.issuer.issuer, number: numberOf(invoice) }
      const accepted = { ...fact, now: { at: 'accepted' } }
      expect(valueOf(await bench.issuer.apply(invoice))).toEqual(accepted)
      expect(valueOf(await bench.issuer.apply(invoice))).toEqual(accepted)
      await bench.advance(5 * SECOND_MS)
      expect(valueOf(await bench.issuer.find(invoice))).toMatchObject({
        ...fact,
        now: { at: 'issued', fapiaoNumber: expect.stringMatching(/^\d{20}$/) as string },
      })
    })

    test('has the file of an issued invoice, and of no other', async () => {
      const invoice = await issued()
      const bytes = valueOf(await bench.issuer.file(invoice))
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
      const other = { ...invoice, attempt: 2 }
      expect((await bench.issuer.file(other)).ok).toBe(false)
    })

    test('reverses the whole, and asking again changes nothing', async () => {
      const invoice = await issued()
      const taken = valueOf(await bench.issuer.reverse(invoice))
      expect(taken.now.at).toBe('reversing')
      valueOf(await bench.issuer.reverse(invoice))
      await bench.advance(5 * SECOND_MS)
      expect(valueOf(await bench.issuer.find(invoice))?.now).toMatchObject({
        at: 'reversed',
        redNumber: expect.stringMatching(/^\d{20}$/) as string,
      })
    })

    test('says why a title fails', async () => {
      const invoice = await bench.invoice(REFUSED)
      valueOf(await bench.issuer.apply(invoice))
      await bench.advance(5 * SECOND_MS)
      expect(valueOf(await bench.issuer.find(invoice))?.now).toEqual({
        ...{ at: 'failed', reason: 'title-refused' },
      })
    })

    test('notifies of an attempt; a delivery that is not its own, or old, is refused', async () => {
      const invoice = await issued()
      const notice = bench.deliveries()[0]!
      const read = (delivery: Delivery, atMs = bench.now()) =>
        bench.issuer.readNotice(delivery, atMs)
      expect(valueOf(read(notice))).toEqual({ numbers: [numberOf(invoice)] })
      const body = Buffer.from(notice.body.toString().replace(/[0-9a-f]/, 'g'))
      expect(read({ ...notice, body }).ok).toBe(false)
      expect(read({ ...notice, headers: {} }).ok).toBe(false)
      const late = (bench.now() + 10 * MINUTE_MS) as EpochMs
      expect(read(notice, late).ok).toBe(false)
    })

    test.each(['http-500', 'reset', 'garbage'])(
      'a broken answer (%s) says nothing about the outcome',
      async (kind) => {
        const invoice = await bench.invoice(aPersonalTitle())
        bench.arm('find', kind)
        expect(await bench.issuer.find(invoice)).toMatchObject({
          refusal: { code: 'issuer/unreachable' },
        })
      },
    )
  })
}
