import { rfc3339 } from '../../gateway/china-time'
import { type Fapiao, fapiaoIdOf, type Paper } from './fapiao'

/** A fapiao as a query shows it (pay.weixin.qq.com/doc/v3/partner/4015792567). */
export function presentFapiao(fapiao: Fapiao): Readonly<Record<string, unknown>> {
  const { blue, error, red, request, status, subMchid } = fapiao
  const { items, total_amount } = request.fapiao_information
  const lines = items.map((item) => ({ ...item, ...taxOf(item) }))
  const [amount, tax] = ['amount', 'tax_amount'].map((name) =>
    lines.reduce((sum, line) => sum + line[name as 'amount'], 0),
  )
  return {
    fapiao_id: fapiaoIdOf(fapiao),
    status,
    ...(blue ? { blue_fapiao: presentPaper(blue) } : {}),
    ...(red ? { red_fapiao: presentPaper(red) } : {}),
    total_amount,
    amount,
    tax_amount: tax,
    seller_information: {
      name: `商户 ${subMchid}`,
      taxpayer_id: '91350100M000100Y43',
      address: '',
    },
    buyer_information: request.buyer_information,
    extra_information: { drawer: request.fapiao_information.billing_person_id },
    items: lines,
    ...(error ? { fapiao_error_code: error.code, fapiao_error_message: error.message } : {}),
  }
}

const presentPaper = ({ atMs, number }: Paper) => ({
  fapiao_code: '',
  fapiao_number: number,
  check_code: '',
  password: '',
  fapiao_time: rfc3339(atMs),
})

/** The amount without tax, rounded half up; the tax is the rest. */
export function taxOf({ tax_rate, total_amount }: { tax_rate: number; total_amount: number }) {
  const amount = Math.round((total_amount * 10_000) / (10_000 + tax_rate))
  return { amount, tax_amount: total_amount - amount }
}
