import type { PageLink } from '../page/page-setup'
import type { Alipay } from '../alipay/service'
import type { FunctionHost } from '../cloudbase/function-host'
import type { ServiceContext } from '../service'
import type { Wechat } from '../wechat/service'
import type { WechatPay } from '../wechat-pay/service'
import type { Persona } from './persona'
import type { PrintedCode } from './printed-code'

export interface WalletOptions {
  readonly personas: readonly Persona[]
  /** The payee, as the wallets show it. */
  readonly payee: string
  /** Names of other payees, by their number with the wallet's provider. */
  readonly otherPayees?: Readonly<Record<string, string>>
  /** Titles of the templates of service messages, as the wallets' question shows them, by id. */
  readonly messageTemplates?: Readonly<Record<string, string>>
  /** The H5 build of the mini-program: `index.html` and files at relative paths. */
  readonly h5Directory: string
  readonly page: PageWords
  /** Printed codes, read again for every view. */
  printedCodes(): Promise<readonly PrintedCode[]>
}

/** Texts of the page at `/`; the stack itself is independent of the product. */
export interface PageWords {
  readonly title: string
  readonly subtitle: string
  /** Title of the printed codes, and of the button that prints them: `门牌码`. */
  readonly codes: string
  /** Further pages of the product, such as its components. */
  readonly links?: readonly PageLink[]
  /** Side by side, each with the people who can hold it, the first of them initially. */
  readonly phones: readonly { readonly caption: string; readonly personaIds: readonly string[] }[]
}

export interface WalletParts {
  readonly context: Pick<ServiceContext, 'clock' | 'wire' | 'faults'>
  readonly functions: FunctionHost
  readonly wechatPay: WechatPay
  readonly alipay: Alipay
  /** WeChat's open API, if service messages are emulated. */
  readonly wechat?: Wechat
}
