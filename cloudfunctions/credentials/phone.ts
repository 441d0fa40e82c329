import { z } from 'zod'

/** Keys of phone numbers. They cannot be changed: every number is found by its keyed hash. */
export interface PhoneCredentials {
  /** Hashes and seals numbers. */
  readonly secret: string
  /** 接口内容加密 of the mini-program in Alipay: 16 bytes in base64; null: no numbers from Alipay. */
  readonly alipayAesKey: string | null
}

export const phoneForm = z.strictObject({
  secret: z.string().min(32),
  alipayAesKey: z
    .string()
    .refine((text) => Buffer.from(text, 'base64').length === 16)
    .nullable()
    .default(null),
})
