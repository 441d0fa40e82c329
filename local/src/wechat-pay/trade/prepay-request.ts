import { z } from 'zod'

const text = (max: number) => z.string().min(1).max(max)
const fen = z.int().min(1).max(10_000_000_000)

/** 6 to 32 of these characters. */
export const outTradeNo = z.string().regex(/^[0-9A-Za-z_\-|*]{6,32}$/)

/** Every open id begins with an o; whether a payer has it is not looked up. */
const openId = text(128).regex(/^o[0-9A-Za-z_-]+$/, '无效的openid')

const goods = z.strictObject({
  merchant_goods_id: text(32),
  wechatpay_goods_id: text(32).optional(),
  goods_name: text(256).optional(),
  quantity: z.int().min(1),
  unit_price: fen,
})

const store = z.strictObject({
  id: text(32),
  name: text(256).optional(),
  area_code: text(32).optional(),
  address: text(512).optional(),
})

/** JSAPI下单 (pay.weixin.qq.com/doc/v3/merchant/4012791897): further fields are refused. */
export const prepayRequest = z.strictObject({
  appid: text(32),
  mchid: text(32),
  description: text(127),
  out_trade_no: outTradeNo,
  time_expire: z.iso.datetime({ offset: true }).optional(),
  attach: text(128).optional(),
  notify_url: text(255),
  goods_tag: text(32).optional(),
  support_fapiao: z.boolean().optional(),
  amount: z.strictObject({ total: fen, currency: z.literal('CNY').optional() }),
  payer: z.strictObject({ openid: openId }),
  detail: z
    .strictObject({
      cost_price: fen.optional(),
      invoice_id: text(32).optional(),
      goods_detail: z.array(goods).min(1).max(6000).optional(),
    })
    .optional(),
  scene_info: z
    .strictObject({
      payer_client_ip: text(45),
      device_id: text(32).optional(),
      store_info: store.optional(),
    })
    .optional(),
  settle_info: z.strictObject({ profit_sharing: z.boolean().optional() }).optional(),
  limit_pay: z
    .array(z.enum(['no_balance', 'no_credit', 'no_debit', 'balance_only']))
    .min(1)
    .optional(),
})

export type PrepayRequest = z.infer<typeof prepayRequest> & {
  /** 特约商户, of a trade that a service provider opens; `mchid` is then theirs. */
  readonly sub_mchid?: string
}

/** JSAPI下单 of a service provider 服务商 (pay.weixin.qq.com/doc/v3/partner/4012523593). */
export const partnerPrepayRequest = prepayRequest
  .omit({ appid: true, mchid: true, payer: true })
  .extend({
    sp_appid: text(32),
    sp_mchid: text(32),
    sub_mchid: text(32),
    payer: z.strictObject({ sp_openid: openId }),
  })
  .transform(({ payer, sp_appid: appid, sp_mchid: mchid, ...rest }): PrepayRequest => ({
    ...rest,
    appid,
    mchid,
    payer: { openid: payer.sp_openid },
  }))
