import { OWN_MERCHANT, OWN_PAYEE, type Payees } from '@palm/shared/trade/payee'
import type { PartKeys } from '../../cloudfunctions/credentials/credentials'
import { saveMerchant } from '../../cloudfunctions/credentials/merchants'
import type { Database } from '../../cloudfunctions/database/session'
import { PAYEE } from './people'

/** 特约商户 of the demo's operator, who is also a service provider. */
export const DEMO_SUB_MERCHANT = '1900008888'

/** An Alipay seller who has authorised the demo's application. */
export const DEMO_SELLER = { appAuthToken: '202611BBdemo', sellerId: '2088000000008888' }

/** The stations of this company are paid into its own accounts, all others into the operator's. */
const FRANCHISE = '北京通惠能源有限公司'

export const DEMO_PAYEES: Payees = [
  {
    id: OWN_PAYEE,
    legalName: PAYEE,
    merchants: { wechat: OWN_MERCHANT, alipay: OWN_MERCHANT },
    // Samples for trials; the franchise has WeChat Pay's own invoices.
    invoicing: { issuer: 'sandbox', taxNumber: '91350100M000100Y43' },
  },
  {
    id: 'payee:tonghui',
    legalName: FRANCHISE,
    merchants: { wechat: 'tonghui', alipay: 'tonghui' },
    invoicing: { issuer: 'wechat', billingPersonId: '187776276864872' },
  },
]

/** The payees beside the operator, as wallets name them. */
export const DEMO_PAYEE_NAMES: Readonly<Record<string, string>> = {
  [DEMO_SUB_MERCHANT]: FRANCHISE,
  [DEMO_SELLER.sellerId]: FRANCHISE,
}

/** Seals the franchise's accounts, which live under the keys of the operator's own. */
export async function saveDemoMerchants(database: Database, keys: PartKeys): Promise<void> {
  const under = OWN_MERCHANT
  const merchant = 'tonghui'
  const wechat = { under, subMchId: DEMO_SUB_MERCHANT } as const
  await saveMerchant(database, { provider: 'wechat', merchant }, wechat, keys)
  const alipay = { under, ...DEMO_SELLER } as const
  await saveMerchant(database, { provider: 'alipay', merchant }, alipay, keys)
}
