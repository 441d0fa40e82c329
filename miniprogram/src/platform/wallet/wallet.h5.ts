import { assert } from '@palm/shared/kernel/assert'
import { alipayWallet } from './alipay-wallet'
import type { Wallet } from '../ports'
import type { WalletHost } from './wallet-host'
import { wechatWallet } from './wechat-wallet'

/** Set by the build; empty if the functions are served from the page's origin. */
declare const API_ORIGIN: string

export const wallet: Wallet = walletOf(window.walletHost)

function walletOf(host: WalletHost | undefined): Wallet {
  assert(host !== undefined, 'this page runs inside a phone of the local stack')
  return host.wallet === 'wechat'
    ? wechatWallet(host.wx)
    : alipayWallet(host.my, API_ORIGIN || window.location.origin)
}
