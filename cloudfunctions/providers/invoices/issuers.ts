import type { InvoicePayee } from '@palm/shared/invoice/invoice'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { type Issuer, ISSUERS } from '@palm/shared/trade/issuer'
import { OWN_MERCHANT, type PayeeId, type Payees } from '@palm/shared/trade/payee'
import type { Credentials } from '../../credentials/credentials'
import type { Merchants } from '../../credentials/merchants'
import { PROVIDER_DEADLINE_MS } from '../provider'
import type { InvoiceProvider } from './issuer'
import { openSandboxIssuer } from './sandbox'
import { openWechatIssuer } from './wechat'

/** Opens the issuer of a payee. */
export type Issuers = (payee: Pick<InvoicePayee, 'id' | 'issuer'>) => Promise<InvoiceProvider>

export interface IssuersOptions {
  readonly credentials: () => Promise<Credentials>
  readonly merchants: Merchants
  readonly clock: () => EpochMs
  readonly onLocalStack: boolean
  /** Deadline of a call; shorter in tests. */
  readonly providerDeadlineMs?: number
}

/** Path of notices, of one payee each: its id tells whose keys verify them. */
const NOTICE_PATH = '/notify/invoice'
const noticePathOf = (issuer: Issuer, payeeId: PayeeId): string =>
  `${NOTICE_PATH}/${issuer}/${payeeId.slice('payee:'.length)}`

/** The payee whose notices arrive at a path; null for any other path. */
export function noticeOf(path: string, payees: Payees): Pick<InvoicePayee, 'id' | 'issuer'> | null {
  for (const { id, invoicing } of payees) {
    for (const issuer of ISSUERS) {
      if (invoicing?.issuer === issuer && path === noticePathOf(issuer, id)) return { id, issuer }
    }
  }
  return null
}

/** How a payee issues invoices; null if it does not, or lacks the account that it would need. */
export const issuingOf =
  (payees: Payees) =>
  (payeeId: PayeeId): InvoicePayee | null => {
    const payee = payees.find(({ id }) => id === payeeId)
    if (!payee?.invoicing) return null
    const { issuer } = payee.invoicing
    const merchant = issuer === 'wechat' ? payee.merchants.wechat : OWN_MERCHANT
    return merchant === undefined ? null : { id: payeeId, name: payee.legalName, issuer, merchant }
  }

interface Opened {
  readonly by: unknown
  readonly provider: InvoiceProvider
}

/** Opens each issuer once, and again when the credentials have changed. */
export function openIssuers(options: IssuersOptions): Issuers {
  const opened = new Map<string, Opened>()
  return async ({ id, issuer }) => {
    const credentials = await options.credentials()
    const key = noticePathOf(issuer, id)
    const known = opened.get(key)
    if (known?.by === credentials) return known.provider
    const provider = await open(options, credentials, id, issuer)
    opened.set(key, { by: credentials, provider })
    return provider
  }
}

async function open(
  options: IssuersOptions,
  credentials: Credentials,
  payeeId: PayeeId,
  issuer: Issuer,
): Promise<InvoiceProvider> {
  const payee = credentials.payees.find(({ id }) => id === payeeId)
  const invoicing = payee?.invoicing
  if (!payee || invoicing?.issuer !== issuer) {
    throw new Error(`${payeeId} no longer issues invoices by ${issuer}`)
  }
  const common = {
    notifyUrl: `${credentials.publicOrigin}${noticePathOf(issuer, payeeId)}`,
    clock: options.clock,
    onLocalStack: options.onLocalStack,
    deadlineMs: options.providerDeadlineMs ?? PROVIDER_DEADLINE_MS,
  }
  if (invoicing.issuer === 'sandbox') {
    const { invoiceSandbox } = credentials
    if (!invoiceSandbox) throw new Error('no credentials of the invoice sandbox')
    return openSandboxIssuer({
      ...common,
      credentials: invoiceSandbox,
      taxNumber: invoicing.taxNumber,
    })
  }
  const merchant = payee.merchants.wechat
  if (merchant === undefined) throw new Error(`${payeeId} has no account with WeChat Pay`)
  return openWechatIssuer({
    ...common,
    credentials: await options.merchants('wechat', merchant),
    billingPersonId: invoicing.billingPersonId,
  })
}
