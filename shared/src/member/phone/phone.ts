import type { Id } from '../../kernel/id'
import type { EpochMs } from '../../kernel/instant'

/** Keyed hash of a number: it finds the number's record, and does not reveal the number. */
export type PhoneId = Id<'phone'>

/** 手机号 that a wallet has vouched for. */
export interface VouchedPhone {
  readonly id: PhoneId
  /** `138****0000`: all that is ever shown. */
  readonly shown: string
}

/** The number that a member has bound. */
export interface BoundPhone extends VouchedPhone {
  readonly boundAtMs: EpochMs
}

/** Mobile numbers of the mainland, with or without the country's code. */
const MOBILE = /^(?:\+?86)?(1[3-9]\d{9})$/

/** The eleven digits of a mobile number; null for any other text. */
export const mobileIn = (text: string): string | null => MOBILE.exec(text)?.[1] ?? null

export const shownPhone = (mobile: string): string => `${mobile.slice(0, 3)}****${mobile.slice(7)}`
