import { z } from 'zod'
import { outTradeNo } from '../trade/prepay-request'

const text = (max: number) => z.string().min(1).max(max)
const fen = z.int().min(1).max(10_000_000_000)

/** 申请退款 (pay.weixin.qq.com/doc/v3/merchant/4013071036). */
export const refundRequest = z
  .strictObject({
    /** 特约商户, in requests of service providers. */
    sub_mchid: text(32).optional(),
    transaction_id: text(32).optional(),
    out_trade_no: outTradeNo.optional(),
    out_refund_no: z.string().regex(/^[0-9A-Za-z_\-|*@]{1,64}$/),
    reason: text(80).optional(),
    notify_url: text(256).optional(),
    funds_account: z.enum(['AVAILABLE', 'UNSETTLED']).optional(),
    amount: z.strictObject({
      refund: fen,
      total: fen,
      currency: z.literal('CNY'),
      from: z
        .array(z.strictObject({ account: z.enum(['AVAILABLE', 'UNAVAILABLE']), amount: fen }))
        .optional(),
    }),
    goods_detail: z
      .array(
        z.strictObject({
          merchant_goods_id: text(32),
          wechatpay_goods_id: text(32).optional(),
          goods_name: text(256).optional(),
          unit_price: fen,
          refund_amount: fen,
          refund_quantity: z.int().min(1),
        }),
      )
      .min(1)
      .optional(),
  })
  .refine(
    ({ out_trade_no, transaction_id }) =>
      out_trade_no !== undefined || transaction_id !== undefined,
    { path: ['transaction_id'], error: 'transaction_id和out_trade_no必须传一个' },
  )

export type RefundRequest = z.infer<typeof refundRequest>
