import { z } from 'zod'

const mchid = z.string().min(1).max(32)
const applyId = z.string().min(1).max(32)
const fapiaoId = z.string().regex(/^[0-9A-Za-z_\-|*]{1,32}$/)
const fen = z.int().min(1).max(10_000_000_000)

const buyer = z
  .strictObject({
    type: z.enum(['INDIVIDUAL', 'ORGANIZATION']),
    name: z.string().min(1).max(256),
    taxpayer_id: z.string().max(32).optional(),
    address: z.string().max(128).optional(),
    telephone: z.string().max(32).optional(),
    bank_name: z.string().max(128).optional(),
    bank_account: z.string().max(32).optional(),
    /** Encrypted, both. */
    phone: z.string().max(1024).optional(),
    email: z.string().max(1024).optional(),
    amount: fen.optional(),
    out_trade_no: z.string().max(32).optional(),
    fapiao_bill_type: z.enum(['COMM_FAPIAO', 'VAT_FAPIAO']).optional(),
    user_apply_message: z.string().max(200).optional(),
  })
  .refine(({ taxpayer_id, type }) => type === 'INDIVIDUAL' || taxpayer_id !== undefined, {
    path: ['taxpayer_id'],
    error: '购买方类型为ORGANIZATION时必填',
  })

const item = {
  tax_code: z.string().regex(/^\d{19}$/),
  goods_name: z.string().min(1).max(120),
  specification: z.string().max(40).optional(),
  /** In 1/100,000,000 of the unit. */
  quantity: z.int().min(1).optional(),
  total_amount: fen,
  /** In 1/100 per cent. */
  tax_rate: z.int().min(0).max(10_000),
  discount: z.boolean(),
  preferential_policy_code: z.int().min(1).max(18).optional(),
}

const fuelItem = z.strictObject({
  ...item,
  unit: z.enum(['TON', 'LETER']),
  quantity: z.int().min(1),
  refined_oil_information: z
    .strictObject({
      station: z.string().min(1).max(100),
      trade_time: z.string().min(1).max(64),
      gun_number: z.string().min(1).max(32),
    })
    .optional(),
})
const generalItem = z.strictObject({ ...item, unit: z.string().max(22).optional() })

const transaction = z.strictObject({
  pay_channel: z.literal('WECHAT_PAY'),
  transaction_id: z.string().min(1).max(64),
  out_trade_no: z.string().max(64).optional(),
  amount: fen,
})

const issue = <Item extends z.ZodType>(items: Item) =>
  z.strictObject({
    sub_mchid: mchid,
    fapiao_apply_id: applyId,
    buyer_information: buyer,
    fapiao_information: z.strictObject({
      fapiao_id: fapiaoId,
      total_amount: fen,
      items: z.array(items).min(1).max(100),
      export_business_policy_code: z.int().min(1).max(3).optional(),
      vat_refund_levy_code: z.int().min(1).max(12).optional(),
      billing_person_id: z.string().min(1).max(64),
      billing_person: z.string().max(64).optional(),
      fapiao_bill_type: z.enum(['COMM_FAPIAO', 'VAT_FAPIAO']),
      transaction_information: z.array(transaction).min(1).max(100),
      remark: z.string().max(200).optional(),
    }),
  })

/** 开具成品油行业电子发票 (pay.weixin.qq.com/doc/v3/partner/4016760559). */
export const refinedOilRequest = issue(fuelItem)
/** 开具通用行业电子发票 (…/4015792574). */
export const generalRequest = issue(generalItem)

export type IssueRequest = z.infer<typeof refinedOilRequest> | z.infer<typeof generalRequest>

/** 冲红电子发票 (…/4015792575). */
export const reverseRequest = z.strictObject({
  sub_mchid: mchid,
  reverse_reason: z.enum(['ISSUE_ERROR', 'SALES_RETURN', 'SERVICE_SUSPENTION', 'SALES_DISCOUNT']),
  fapiao_information: z
    .array(
      z.strictObject({
        fapiao_id: fapiaoId,
        fapiao_number: z.string().min(1).max(20),
        fapiao_code: z.string().max(20).optional(),
      }),
    )
    .min(1)
    .max(5),
})

/** 配置开发选项 (…/4015792563). */
export const configRequest = z.strictObject({
  callback_url: z.string().max(255).optional(),
  sub_mch_code: mchid.optional(),
  show_fapiao_cell: z.boolean().optional(),
  support_vat_fapiao: z.boolean().optional(),
})

/** 查询电子发票 (…/4015792567) and 获取发票下载信息 (…/4015792576). */
export const fapiaoQuery = z.strictObject({ sub_mchid: mchid, fapiao_id: fapiaoId.optional() })
