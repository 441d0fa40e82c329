import { z } from 'zod'

const receiverType = z.enum(['MERCHANT_ID', 'PERSONAL_OPENID'])

/** Receiver of a share: a merchant by number, or a person by openid. */
export const receiverAccount = {
  type: receiverType,
  account: z.string().min(1).max(64),
}

const RELATIONS = [
  'STORE',
  'STAFF',
  'STORE_OWNER',
  'PARTNER',
  'HEADQUARTER',
  'BRAND',
  'DISTRIBUTOR',
  'USER',
  'SUPPLIER',
  'CUSTOM',
  'SERVICE_PROVIDER',
] as const

const appid = z.string().min(1).max(32)

/** 添加分账接收方 (pay.weixin.qq.com/doc/v3/merchant/4012525174). */
export const addReceiverRequest = z
  .strictObject({
    appid,
    ...receiverAccount,
    /** Encrypted. */
    name: z.string().min(1).max(1024).optional(),
    relation_type: z.enum(RELATIONS),
    custom_relation: z.string().min(1).max(10).optional(),
  })
  .refine(
    ({ custom_relation, relation_type }) =>
      (relation_type === 'CUSTOM') === (custom_relation !== undefined),
    { path: ['custom_relation'], error: 'relation_type为CUSTOM时必填，否则不填' },
  )

/** 删除分账接收方 (pay.weixin.qq.com/doc/v3/merchant/4012525296). */
export const deleteReceiverRequest = z.strictObject({ appid, ...receiverAccount })

export interface ReceiverAccount {
  readonly type: z.infer<typeof receiverType>
  readonly account: string
}

export interface Receiver extends ReceiverAccount {
  readonly relationType: (typeof RELATIONS)[number]
  readonly customRelation?: string
}

export const receiverKey = ({ account, type }: ReceiverAccount): string => `${type} ${account}`
