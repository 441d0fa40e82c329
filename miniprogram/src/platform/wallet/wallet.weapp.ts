import type { HostWx } from './wallet-host'
import { wechatWallet } from './wechat-wallet'

declare const wx: HostWx
/** Set by the build. */
declare const CLOUD_ENV: string

wx.cloud?.init?.({ env: CLOUD_ENV })

export const wallet = wechatWallet(wx)
