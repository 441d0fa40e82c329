import {
  type Invoice,
  type InvoiceSource,
  invoiceTotal,
  numberOf,
} from '@palm/shared/invoice/invoice'
import { totalOf } from '@palm/shared/invoice/line'
import { idLetters } from '@palm/shared/kernel/id'
import { formatChinaTime } from '@palm/shared/kernel/instant'

const FAPIAO = '/v3/new-tax-control-fapiao'
export const APPLICATIONS = `${FAPIAO}/fapiao-applications`
export const DEVELOPMENT_CONFIG = `${FAPIAO}/merchant/development-config`

/** 发票申请单号: one for an invoice, whatever its attempts. */
export const applyIdOf = ({ id }: Invoice): string => idLetters(id)

/** Fuel and recharges have paths of their own. */
export const issuePathOf = ({ sources }: Invoice): string =>
  `${APPLICATIONS}/${sources[0]?.kind === 'recharge' ? 'issue-general' : 'issue-refined-oil'}`

/** Our state is in hundredths of a per cent there, and quantities in 1/100,000,000, as ours. */
const RATE = 100

/** 开具成品油行业电子发票 (pay.weixin.qq.com/doc/v3/partner/4016760559), 通用行业 (…/4015792574). */
export function issueRequest(
  invoice: Invoice,
  { billingPersonId, subMchId }: { readonly billingPersonId: string; readonly subMchId: string },
): Record<string, unknown> {
  return {
    sub_mchid: subMchId,
    fapiao_apply_id: applyIdOf(invoice),
    buyer_information: buyerOf(invoice),
    fapiao_information: {
      fapiao_id: numberOf(invoice),
      total_amount: invoiceTotal(invoice),
      items: invoice.sources.map(itemOf),
      billing_person_id: billingPersonId,
      fapiao_bill_type: 'COMM_FAPIAO',
      transaction_information: invoice.sources.flatMap(({ payment }) =>
        payment
          ? [
              {
                pay_channel: 'WECHAT_PAY',
                transaction_id: payment.transactionId,
                out_trade_no: payment.tradeNo,
                amount: payment.amountFen,
              },
            ]
          : [],
      ),
    },
  }
}

/** 冲红电子发票 (…/4015792575): of the whole, by its number; it has no amount. */
export function reverseRequest(invoice: Invoice, subMchId: string) {
  if (!('issued' in invoice.state)) throw new Error('only an issued invoice is reversed')
  const { issued } = invoice.state
  const one = { fapiao_id: numberOf(invoice), fapiao_number: issued.fapiaoNumber }
  const body = {
    sub_mchid: subMchId,
    reverse_reason: 'SALES_RETURN',
    fapiao_information: [one],
  }
  return { body, issued }
}

/** Without phone and e-mail, which would be encrypted: the invoice goes to the payer's card pocket. */
function buyerOf(invoice: Invoice): Record<string, unknown> {
  const { title } = invoice
  const amount = invoiceTotal(invoice)
  const common = { name: title.name, amount, fapiao_bill_type: 'COMM_FAPIAO' }
  if (title.kind === 'personal') return { type: 'INDIVIDUAL', ...common }
  const optional = {
    address: title.address,
    telephone: title.phone,
    bank_name: title.bankName,
    bank_account: title.bankAccount,
  }
  const given = Object.fromEntries(Object.entries(optional).filter(([, text]) => text !== ''))
  return { type: 'ORGANIZATION', ...common, taxpayer_id: title.taxNumber, ...given }
}

function itemOf(source: InvoiceSource): Record<string, unknown> {
  const { line } = source
  const common = {
    tax_code: line.taxClass,
    // Without the short name of its class, which is added there.
    goods_name: line.name.replace(/^\*[^*]+\*/, ''),
    total_amount: totalOf(line),
    tax_rate: (line.taxRate ?? 0) * RATE,
    discount: false,
  }
  if (source.kind === 'recharge') return common
  return {
    ...common,
    unit: 'LETER',
    quantity: line.quantityE8,
    refined_oil_information: {
      station: source.stationName,
      trade_time: formatChinaTime(source.atMs),
      gun_number: `${source.nozzleNumber}号枪`,
    },
  }
}
