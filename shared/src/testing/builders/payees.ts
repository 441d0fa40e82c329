import { type ChargedPayee, OWN_MERCHANT, OWN_PAYEE, type Payee } from '../../trade/payee'

/** The operator's own account with both providers. */
export const aPayee = (changes: Partial<Payee> = {}): Payee => ({
  id: OWN_PAYEE,
  legalName: '北京朝北石油销售有限公司',
  merchants: { wechat: OWN_MERCHANT, alipay: OWN_MERCHANT },
  ...changes,
})

export const TO_OWN: ChargedPayee = { id: OWN_PAYEE, merchant: OWN_MERCHANT }
