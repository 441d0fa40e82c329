import type { PhoneSetup } from '../../wallet/wallet-call'
import { createHostMy, type HostMy } from './host-my'
import { createHostWx, type HostWx } from './host-wx'
import { createLaunch } from './launch'
import { followStackClock } from './stack-clock'
import { connectWallet } from './wallet-server'

declare global {
  /** Set by the stack before this script. */
  var phoneSetup: PhoneSetup
  interface Window {
    walletHost?: WalletHost
  }
}

/** Interface of the wallet to its pages, as `wx` and `my` in the real ones. */
type WalletHost =
  | { readonly wallet: 'wechat'; readonly storageNamespace: string; readonly wx: HostWx }
  | { readonly wallet: 'alipay'; readonly storageNamespace: string; readonly my: HostMy }

/** Phones share an origin, so each has its own storage namespace. */
const storageNamespace = `${phoneSetup.personaId}/`

followStackClock(phoneSetup.nowMs)
const launch = createLaunch(phoneSetup.wallet)
const server = connectWallet(phoneSetup.personaId)
window.walletHost =
  phoneSetup.wallet === 'wechat'
    ? { wallet: 'wechat', storageNamespace, wx: createHostWx(phoneSetup, launch, server) }
    : { wallet: 'alipay', storageNamespace, my: createHostMy(phoneSetup, launch, server) }
