import type { WalletRequest } from '@palm/shared/api/order'
import { fen, type Fen, sumFen } from '@palm/shared/kernel/fen'
import { HOUR_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import { balances, type JournalEntry } from '@palm/shared/ledger/journal'
import { isPaid, type PaidTrade, refundsOf, type Trade } from '@palm/shared/trade/trade'
import type { Bench } from '../../testing/bench'

/** A payable with its surroundings: the functions, the gateways, and a payer with a wallet. */
export interface PayableBench extends Bench {
  /** Opens a trade, and the wallet's request for it. */
  begin(): Promise<{ readonly tradeNo: string; readonly wallet: WalletRequest | null }>
  /** The payer confirms in their wallet. */
  confirm(wallet: WalletRequest | null): Promise<void>
  trade(tradeNo: string): Promise<Trade>
  /** Refunds the whole trade, by an action of the payable. */
  giveBack(tradeNo: string): Promise<void>
  entries(tradeNo: string): Promise<readonly JournalEntry[]>
  /** Codes of all incidents. */
  incidentCodes(): Promise<readonly string[]>
}

/** Behaviour that all payables have in common. */
export function describePayable(name: string, open: () => Promise<PayableBench>): void {
  describe(`${name}, as a payable`, () => {
    let bench: PayableBench
    beforeEach(async () => {
      bench = await open()
    })
    afterEach(() => bench.close())

    const minutes = async (count: number) => {
      for (let minute = 0; minute < count; minute++) {
        await bench.advance(MINUTE_MS)
        await bench.sweep()
      }
    }
    const lose = () =>
      bench.stack.faults.arm({ at: 'wechat-pay.notify', kind: 'lost', times: 1_000 })
    const atOf = async (tradeNo: string) => (await bench.trade(tradeNo)).state.at
    const providerFen = async (tradeNo: string): Promise<Fen> =>
      balances(await bench.entries(tradeNo)).get('provider:wechat') ?? fen(0)

    async function paid() {
      const { tradeNo, wallet } = await bench.begin()
      await bench.confirm(wallet)
      await bench.advance(0)
      return tradeNo
    }

    test('is paid by a notification, once', async () => {
      bench.stack.faults.arm({ at: 'wechat-pay.notify', kind: 'duplicate', with: { copies: 3 } })
      const tradeNo = await paid()
      const trade = await bench.trade(tradeNo)
      expect(trade.state.at).toBe('paid')
      expect(await providerFen(tradeNo)).toBe(trade.amountFen)
      expect(await bench.incidentCodes()).toEqual([])
    })

    test('is found paid by the timer when no notification arrives', async () => {
      lose()
      const tradeNo = await paid()
      expect(await atOf(tradeNo)).toBe('open')
      await minutes(1)
      expect(await atOf(tradeNo)).toBe('paid')
    })

    test('takes no payment of another amount, and a person looks', async () => {
      bench.stack.faults.arm({ at: 'wechat-pay.notify', kind: 'wrong-amount' })
      const tradeNo = await paid()
      expect(await atOf(tradeNo)).toBe('open')
      expect(await bench.incidentCodes()).toEqual(['payment/amount-differs'])
    })

    test('is closed with its provider when nobody pays it', async () => {
      const { tradeNo, wallet } = await bench.begin()
      await minutes(16)
      expect((await bench.trade(tradeNo)).state).toMatchObject({ at: 'closed', isConfirmed: true })
      await expect(bench.confirm(wallet)).rejects.toThrow()
    })

    test('keeps nothing of a payment that arrives after closing: it pays or goes back', async () => {
      lose()
      const { tradeNo, wallet } = await bench.begin()
      bench.stack.faults.arm({ at: 'wechat-pay.close', kind: 'http-500', times: 1_000 })
      await minutes(14)
      await bench.confirm(wallet)
      bench.stack.faults.arm({ at: 'wechat-pay.query', kind: 'http-500', times: 1_000 })
      await minutes(20)
      expect(['closing', 'closed']).toContain(await atOf(tradeNo))
      bench.stack.faults.clear()
      await bench.advance(2 * HOUR_MS)
      await minutes(3)
      const trade = await bench.trade(tradeNo)
      expect(trade.state.at).toBe('paid')
      const back = sumFen(refundsOf(trade).map(({ amountFen }) => amountFen))
      expect(await providerFen(tradeNo)).toBe(trade.amountFen - back)
    })

    test('sends a second payment back, and delivers once', async () => {
      const tradeNo = await paid()
      const { amountFen, no, payee, provider } = await bench.trade(tradeNo)
      const store = bench.flows.find((flow) => flow.owns(tradeNo))!
      const at = { provider, merchant: payee.merchant, outTradeNo: no, paidAtMs: bench.now() }
      const second = { transactionId: 'second', amountFen, currency: 'CNY', payerId: null }
      await store.hear({ ...at, ...second })
      const trade = (await bench.trade(tradeNo)) as PaidTrade
      expect(trade.state.refunds).toMatchObject([
        { transactionId: 'second', amountFen, reason: 'paid-twice' },
      ])
      expect(trade.state.transactionId).not.toBe('second')
    })

    test('is given back to the fen', async () => {
      const tradeNo = await paid()
      await bench.giveBack(tradeNo)
      await minutes(2)
      const trade = await bench.trade(tradeNo)
      expect(refundsOf(trade)).toMatchObject([
        { amountFen: trade.amountFen, state: { at: 'done' } },
      ])
      expect(await providerFen(tradeNo)).toBe(0)
    })

    test('has a refund that the payer’s card cannot take decided by a person', async () => {
      const tradeNo = await paid()
      bench.stack.faults.arm({ at: 'wechat-pay.refund', kind: 'ends-abnormal' })
      await bench.giveBack(tradeNo)
      await minutes(2)
      const trade = await bench.trade(tradeNo)
      expect(isPaid(trade) && trade.state.refunds).toMatchObject([{ state: { at: 'halted' } }])
      expect(await bench.incidentCodes()).toEqual(['refund/halted'])
    })
  })
}
