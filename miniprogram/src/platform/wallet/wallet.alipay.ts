import { alipayWallet } from './alipay-wallet'
import type { HostMy } from './wallet-host'

declare const my: HostMy
/** Set by the build. */
declare const API_ORIGIN: string

export const wallet = alipayWallet(my, API_ORIGIN)
