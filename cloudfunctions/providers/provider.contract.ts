import type { WalletRequest } from '@palm/shared/api/order'
import { fen } from '@palm/shared/kernel/fen'
import { type EpochMs, later, MINUTE_MS } from '@palm/shared/kernel/instant'
import { refused, valueOf } from '@palm/shared/testing/results'
import type { Delivery, OpenPayment, PaymentProvider, RefundRequest } from './provider'

/** A provider with its environment: the gateway, a driver's wallet, and the deliveries to us. */
export interface ProviderBench {
  readonly provider: PaymentProvider
  readonly payerId: string
  now(): EpochMs
  /** The driver confirms in the wallet. */
  pay(wallet: WalletRequest): Promise<void>
  /** Deliveries of the gateway in order, as soon as they are sent. */
  nextDelivery(): Promise<Delivery>
  /** Fault of the next call or delivery: `notify`, `prepay`, `query`, `close`, `refund`, … */
  arm(at: ProviderCall, kind: string): void
  advance(ms: number): Promise<void>
  close(): Promise<void>
}

export type ProviderCall = 'open' | 'query' | 'close' | 'refund' | 'notify'

/** Differences between providers, declared here so that no test is skipped silently. */
export interface ProviderTraits {
  /** Whether money moves with the answer, or later. */
  readonly refunds: 'at-once' | 'later'
  /** Forged deliveries, with their refusals. */
  readonly badDeliveries: readonly (readonly [kind: string, code: string])[]
}

let numbers = 0

/** With a unique number. */
export const anOpenPayment = (
  { now, payerId }: Pick<ProviderBench, 'now' | 'payerId'>,
  changes: Partial<OpenPayment> = {},
): OpenPayment => ({
  outTradeNo: `0123456789abcdef${String(++numbers).padStart(4, '0')}`,
  amountFen: fen(17_720),
  description: '朝阳北路加油站 3 号枪 92# 汽油',
  payerId,
  expiresAtMs: later(now(), 15 * MINUTE_MS),
  ...changes,
})

/** Required behaviour of every payment provider, whatever its protocol. */
export function describePaymentProvider(
  name: string,
  traits: ProviderTraits,
  open: () => Promise<ProviderBench>,
): void {
  describe(name, () => {
    let bench: ProviderBench
    beforeEach(async () => {
      bench = await open()
    })
    afterEach(() => bench.close())

    const aPayment = (changes: Partial<OpenPayment> = {}) => anOpenPayment(bench, changes)

    async function opened(changes: Partial<OpenPayment> = {}) {
      const request = aPayment(changes)
      return { request, wallet: valueOf(await bench.provider.openPayment(request)) }
    }

    async function paid() {
      const { request, wallet } = await opened()
      await bench.pay(wallet)
      const trade = valueOf(await bench.provider.query(request.outTradeNo))
      if (trade.at !== 'paid') throw new Error(`not paid: ${trade.at}`)
      return { request, fact: trade.fact }
    }

    async function aRefund(changes: Partial<RefundRequest> = {}): Promise<RefundRequest> {
      const { fact, request } = await paid()
      return {
        outTradeNo: request.outTradeNo,
        transactionId: fact.transactionId,
        outRefundNo: `${request.outTradeNo}r1`,
        amountFen: fen(4_380),
        totalFen: request.amountFen,
        ...changes,
      }
    }

    describe('a call without the provider’s verified answer ends as unknown', () => {
      test.each([
        'timeout-before-commit',
        'timeout-after-commit',
        'http-500',
        'html-502',
        'garbage',
        'bad-signature',
        'unsigned',
      ])('%s', async (kind) => {
        const request = aPayment()
        bench.arm('open', kind)
        expect(await bench.provider.openPayment(request)).toMatchObject(
          refused('payment/provider-unreachable'),
        )
        expect(await bench.provider.openPayment(request)).toMatchObject({ ok: true })
        // A close is answered without a body, so there is nothing to garble.
        for (const at of kind === 'garbage'
          ? (['query'] as const)
          : (['query', 'close'] as const)) {
          bench.arm(at, kind)
          expect(await bench.provider[at](request.outTradeNo)).toMatchObject(
            refused('payment/provider-unreachable'),
          )
        }
      })
    })

    describe('a payment', () => {
      test('without a payer, or over zero, is refused finally', async () => {
        for (const changes of [{ payerId: '' }, { amountFen: fen(0) }]) {
          expect(await bench.provider.openPayment(aPayment(changes))).toMatchObject(
            refused('payment/provider-refused'),
          )
        }
      })

      test('that is opened can be paid by its payer in the wallet', async () => {
        const { wallet } = await opened()
        await bench.pay(wallet)
      })

      test('that is opened again can be paid by the new request', async () => {
        const { request } = await opened()
        await bench.pay(valueOf(await bench.provider.openPayment(request)))
      })

      test('under its number with another amount is refused', async () => {
        const { request } = await opened()
        const other = { ...request, amountFen: fen(1) }
        expect(await bench.provider.openPayment(other)).toMatchObject(
          refused('payment/provider-refused'),
        )
      })

      test.each([1, 10, 17_720, 9_999_999])('of %i fen arrives as exactly that', async (amount) => {
        const { request, wallet } = await opened({ amountFen: fen(amount) })
        await bench.pay(wallet)
        expect(valueOf(await bench.provider.query(request.outTradeNo))).toMatchObject({
          at: 'paid',
          fact: { amountFen: amount },
        })
      })
    })

    describe('a query', () => {
      test('of an unknown number finds nothing payable', async () => {
        expect(valueOf(await bench.provider.query('0000000000unknown0000'))).toEqual({
          at: 'closed',
        })
      })

      test('follows a trade from open to paid', async () => {
        const { request, wallet } = await opened()
        expect(valueOf(await bench.provider.query(request.outTradeNo))).toEqual({ at: 'open' })
        await bench.pay(wallet)
        expect(valueOf(await bench.provider.query(request.outTradeNo))).toMatchObject({
          at: 'paid',
          fact: {
            provider: bench.provider.provider,
            outTradeNo: request.outTradeNo,
            transactionId: expect.any(String),
            amountFen: 17_720,
            currency: 'CNY',
            payerId: bench.payerId,
            paidAtMs: expect.any(Number),
          },
        })
      })

      test('still finds a trade paid after a full refund', async () => {
        const refund = await aRefund({ amountFen: fen(17_720) })
        valueOf(await bench.provider.refund(refund))
        await bench.advance(MINUTE_MS)
        expect(valueOf(await bench.provider.query(refund.outTradeNo))).toMatchObject({ at: 'paid' })
      })
    })

    describe('closing', () => {
      test('an open trade prevents payment, also when repeated', async () => {
        const { request, wallet } = await opened()
        expect(valueOf(await bench.provider.close(request.outTradeNo))).toBe('closed')
        expect(valueOf(await bench.provider.close(request.outTradeNo))).toBe('closed')
        expect(valueOf(await bench.provider.query(request.outTradeNo))).toEqual({ at: 'closed' })
        await expect(bench.pay(wallet)).rejects.toThrow()
      })

      test('a trade that was just paid finds it paid', async () => {
        const { request } = await paid()
        expect(valueOf(await bench.provider.close(request.outTradeNo))).toBe('paid')
      })

      test('a trade that never reached the provider succeeds immediately', async () => {
        expect(valueOf(await bench.provider.close('0000000000unknown0000'))).toBe('closed')
      })
    })

    describe('a refund', () => {
      test('that was never requested is unknown', async () => {
        const request = await aRefund()
        expect(valueOf(await bench.provider.queryRefund(request))).toBeNull()
      })

      test('of more than the payment is refused finally', async () => {
        const request = await aRefund({ amountFen: fen(17_721) })
        expect(await bench.provider.refund(request)).toMatchObject(
          refused('payment/provider-refused'),
        )
      })

      test('moves its exact amount, once per number', async () => {
        const request = await aRefund()
        const first = valueOf(await bench.provider.refund(request))
        expect(first.status).toBe(traits.refunds === 'at-once' ? 'done' : 'processing')
        valueOf(await bench.provider.refund(request))
        await bench.advance(MINUTE_MS)
        const fact = {
          outRefundNo: request.outRefundNo,
          outTradeNo: request.outTradeNo,
          amountFen: 4_380,
          status: 'done',
        }
        expect(valueOf(await bench.provider.queryRefund(request))).toMatchObject(fact)
        const rest = { ...request, outRefundNo: `${request.outTradeNo}r2`, amountFen: fen(13_340) }
        valueOf(await bench.provider.refund(rest))
      })

      test('with a lost answer is found by query', async () => {
        const request = await aRefund()
        bench.arm('refund', 'timeout-after-commit')
        expect(await bench.provider.refund(request)).toMatchObject(
          refused('payment/provider-unreachable'),
        )
        await bench.advance(MINUTE_MS)
        expect(valueOf(await bench.provider.queryRefund(request))).toMatchObject({ status: 'done' })
      })
    })

    describe('a delivery', () => {
      const read = async () =>
        bench.provider.readNotification(await bench.nextDelivery(), bench.now())

      async function payAndRead() {
        const { request, wallet } = await opened()
        await bench.pay(wallet)
        return { request, result: await read() }
      }

      test.each(traits.badDeliveries)('that is %s is refused', async (kind, code) => {
        bench.arm('notify', kind)
        const { result } = await payAndRead()
        expect(result).toMatchObject(refused(code))
      })

      test.each(['wrong-amount', 'wrong-payer', 'wrong-trade'])(
        'with %s under a valid signature is read unchanged, for the domain to refuse',
        async (kind) => {
          bench.arm('notify', kind)
          const { request, result } = await payAndRead()
          const { about, ...rest } = valueOf(result)
          expect(about).toBe('payment')
          expect(rest).not.toMatchObject({
            fact: {
              outTradeNo: request.outTradeNo,
              amountFen: request.amountFen,
              payerId: request.payerId,
            },
          })
        },
      )

      test('agrees with a query', async () => {
        const { request, result } = await payAndRead()
        const trade = valueOf(await bench.provider.query(request.outTradeNo))
        expect(valueOf(result)).toEqual({
          about: 'payment',
          fact: trade.at === 'paid' ? trade.fact : null,
        })
      })

      test('about a subject with special characters is read like any other', async () => {
        const { wallet } = await opened({ description: '100% 优惠 & 快/好=省 + "引号" 号枪' })
        await bench.pay(wallet)
        expect(await read()).toMatchObject({ ok: true })
      })

      test('may contain unknown fields', async () => {
        bench.arm('notify', 'unknown-fields')
        expect((await payAndRead()).result).toMatchObject({ ok: true })
      })

      test('that changed by one byte is refused', async () => {
        const { wallet } = await opened()
        await bench.pay(wallet)
        const { body, headers } = await bench.nextDelivery()
        // Not at the very end: base64 padding there carries no data.
        for (const at of [10, body.length >> 2, body.length >> 1]) {
          const changed = Buffer.from(body)
          changed[at] = changed[at]! ^ 1
          const result = bench.provider.readNotification({ headers, body: changed }, bench.now())
          expect(result.ok).toBe(false)
        }
      })

      test.each([
        ['nothing', Buffer.from('')],
        ['garbage', Buffer.from('\u0000\uFFFD{{{&&&===')],
        ['a hundred kilobytes', Buffer.alloc(100_000, 'a')],
        ['deep JSON', Buffer.from(`${'['.repeat(20_000)}`)],
        ['a prototype', Buffer.from('__proto__=1&sign=x&sign_type=RSA2&charset=utf-8')],
      ])('of %s is refused without throwing', (_, body) => {
        expect(bench.provider.readNotification({ headers: {}, body }, bench.now()).ok).toBe(false)
      })

      test('is acknowledged in the provider’s format', () => {
        const { statusCode: done } = bench.provider.acknowledge('done')
        const { statusCode: refusedWith } = bench.provider.acknowledge('refused')
        const { statusCode: again } = bench.provider.acknowledge('again')
        expect([done < 300, refusedWith, again]).toEqual([true, 401, 500])
      })
    })
  })
}
