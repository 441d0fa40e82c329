import { ok, refuse, type Result } from '../gateway/result'
import { toYuan } from '../gateway/yuan'
import type { Account } from './account'
import type { Context } from './context'
import { makePlatformCertificate, PLATFORM_CERTIFICATE_LIFETIME_MS } from './wire/keys'

/** Actions of people on pay.weixin.qq.com, and of WeChat Pay itself, without an API method. */
export interface Console {
  /** 可用余额, or the balance of another account, in fen. */
  balanceFen(account?: Account): number
  /** 充值. */
  recharge(amountFen: number): Promise<void>
  /** 提现, up to the balance. */
  withdraw(amountFen: number): Promise<Result<null, { readonly code: 'balance-too-low' }>>
  /** Adds a platform certificate beside the old ones; returns its serial number. */
  addCertificate(): Promise<string>
  /** Stops using one of them. */
  retireCertificate(serial: string): Promise<void>
}

export function createConsole({ certificates, service, ledger }: Context): Console {
  /** From the bank into the account, or negative. */
  async function move(kind: 'recharge' | 'withdrawal', amountFen: number): Promise<void> {
    const atMs = service.clock.now()
    const postings = [
      { account: 'bank', amountFen: -amountFen },
      { account: 'basic', amountFen },
    ] as const
    ledger.post({ atMs, kind, reference: `LOCAL${atMs}`, postings })
    service.wire.record({
      atMs,
      service: 'wechat-pay',
      title: kind === 'recharge' ? '充值' : '提现',
      detail: `¥${toYuan(Math.abs(amountFen))}`,
      outcome: 'ok',
    })
    await service.file.durable()
  }

  return {
    balanceFen: (account = 'basic') => ledger.balanceOf(account),
    recharge: (amountFen) => move('recharge', amountFen),
    async withdraw(amountFen) {
      if (amountFen > ledger.balanceOf('basic')) return refuse({ code: 'balance-too-low' })
      await move('withdrawal', -amountFen)
      return ok(null)
    },
    async addCertificate() {
      const fromMs = service.clock.now()
      const untilMs = fromMs + PLATFORM_CERTIFICATE_LIFETIME_MS
      const made = await makePlatformCertificate({ fromMs, untilMs })
      certificates.add(made)
      await service.file.durable()
      return made.serial
    },
    async retireCertificate(serial) {
      certificates.retire(serial)
      await service.file.durable()
    },
  }
}
