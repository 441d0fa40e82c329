import { z } from 'zod'
import { receiverAccount } from './receiver'
import { SHARES_MAX } from './sharing'

const transactionId = z.string().min(1).max(32)
const outOrderNo = z.string().regex(/^[0-9A-Za-z_\-|*@]{1,64}$/)
const description = z.string().min(1).max(80)
const fen = z.int().min(1).max(10_000_000_000)

/** 请求分账 (pay.weixin.qq.com/doc/v3/merchant/4012524936). */
export const sharingRequest = z.strictObject({
  appid: z.string().min(1).max(32),
  transaction_id: transactionId,
  out_order_no: outOrderNo,
  receivers: z
    .array(
      z.strictObject({
        ...receiverAccount,
        /** Encrypted. */
        name: z.string().min(1).max(1024).optional(),
        amount: fen,
        description,
      }),
    )
    .min(1)
    .max(SHARES_MAX),
  unfreeze_unsplit: z.boolean(),
})

/** 解冻剩余资金 (pay.weixin.qq.com/doc/v3/merchant/4012526107). */
export const unfreezeRequest = z.strictObject({
  transaction_id: transactionId,
  out_order_no: outOrderNo,
  description,
})

/** 请求分账回退 (pay.weixin.qq.com/doc/v3/merchant/4012526132): by one of the two numbers. */
export const shareReturnRequest = z
  .strictObject({
    order_id: z.string().min(1).max(64).optional(),
    out_order_no: outOrderNo.optional(),
    out_return_no: outOrderNo,
    return_mchid: z.string().min(1).max(32),
    amount: fen,
    description,
  })
  .refine(({ order_id, out_order_no }) => order_id !== undefined || out_order_no !== undefined, {
    path: ['order_id'],
    error: 'order_id和out_order_no必须传一个',
  })

export type SharingRequest = z.infer<typeof sharingRequest>
export type UnfreezeRequest = z.infer<typeof unfreezeRequest>
export type ShareReturnRequest = z.infer<typeof shareReturnRequest>
