import { ok, refuse, type Result } from '../gateway/result'
import { toYuan } from '../gateway/yuan'
import type { Account } from './account'
import type { Context } from './context'

/** Actions of people on b.alipay.com without an API method. */
export interface Console {
  /** The merchant's balance, or that of another account, in fen. */
  balanceFen(account?: Account): number
  /** 充值. */
  recharge(amountFen: number): Promise<void>
  /** 提现, up to the balance. */
  withdraw(amountFen: number): Promise<Result<null, { readonly code: 'balance-too-low' }>>
  /** 应用网关: address of messages without a trade. */
  receiveMessagesAt(url: string): Promise<void>
}

export function createConsole({ books, service, keys, ledger }: Context): Console {
  /** From the bank into the account, or negative. */
  async function move(kind: 'recharge' | 'withdrawal', amountFen: number): Promise<void> {
    const atMs = service.clock.now()
    const postings = [
      { account: 'bank', amountFen: -amountFen },
      { account: 'seller', amountFen },
    ] as const
    ledger.post({ atMs, kind, reference: `LOCAL${atMs}`, postings })
    service.wire.record({
      atMs,
      service: 'alipay',
      title: kind === 'recharge' ? '充值' : '提现',
      detail: `¥${toYuan(Math.abs(amountFen))}`,
      outcome: 'ok',
    })
    await service.file.durable()
  }

  return {
    balanceFen: (account = 'seller') => ledger.balanceOf(account),
    recharge: (amountFen) => move('recharge', amountFen),
    async withdraw(amountFen) {
      if (amountFen > ledger.balanceOf('seller')) return refuse({ code: 'balance-too-low' })
      await move('withdrawal', -amountFen)
      return ok(null)
    },
    async receiveMessagesAt(url) {
      books.messageUrls.put(keys.appId, url)
      await service.file.durable()
    },
  }
}
