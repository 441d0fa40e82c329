/** Who issues electronic invoices for a payee: WeChat Pay's fapiao, or the sandbox for trials. */
export const ISSUERS = ['wechat', 'sandbox'] as const
export type Issuer = (typeof ISSUERS)[number]

/** 开票方式 of a payee. */
export type PayeeInvoicing =
  | {
      /** Through the payee's own account with WeChat Pay, which has to be a sub-merchant's. */
      readonly issuer: 'wechat'
      /** 开票人ID, as the tax office lists the payee's persons. */
      readonly billingPersonId: string
    }
  | {
      readonly issuer: 'sandbox'
      /** 销售方纳税人识别号 */
      readonly taxNumber: string
    }
