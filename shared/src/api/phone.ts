import { z } from 'zod'
import type { EpochMs } from '../kernel/instant'
import type { MergeRefusal } from '../member/merge/merge'
import type { SeparateRefusal } from '../member/merge/separate'
import { type AskRefusal, CODE_DIGITS, type ProofRefusal } from '../member/phone/phone-record'
import type { Provider } from '../trade/fact'
import { action } from './action'

/** 手机号, and the other wallet that it joins. */
export interface PhoneView {
  readonly phone: { readonly shown: string; readonly boundAtMs: EpochMs } | null
  /** This member asks to join the account of the number, which the other wallet has to prove. */
  readonly asking: {
    readonly shown: string
    readonly wallet: Provider
    readonly untilMs: EpochMs
  } | null
  /** The other wallet asks; the digits are told to nobody but its owner. */
  readonly asked: {
    readonly wallet: Provider
    readonly code: string
    readonly untilMs: EpochMs
  } | null
  /** The other wallet of this account. */
  readonly joined: {
    readonly wallet: Provider
    readonly atMs: EpochMs
    /** Null once it is too late to undo it alone. */
    readonly undoUntilMs: EpochMs | null
  } | null
}

export type VouchRefusal =
  /** Used before, expired, or of another app. Ask the wallet again. */
  | { readonly code: 'phone/code-refused' }
  /** The wallet's servers did not answer. Nothing was bound. */
  | { readonly code: 'phone/wallet-unreachable' }
  /** Not a mobile number of the mainland. */
  | { readonly code: 'phone/not-mobile' }
  /** The operator has not set it up. */
  | { readonly code: 'phone/not-offered' }

type Unknown = { readonly code: 'member/unknown' }

/** Proof from the wallet's button; opaque to the client. */
const proof = z.discriminatedUnion('wallet', [
  z.strictObject({ wallet: z.literal('wechat'), code: z.string().min(1).max(512) }),
  z.strictObject({
    wallet: z.literal('alipay'),
    response: z.string().min(1).max(4_096),
    sign: z.string().min(1).max(2_048),
  }),
])

export type PhoneProof = z.output<typeof proof>

const nothing = z.strictObject({})
const code = z.string().regex(new RegExp(`^\\d{${CODE_DIGITS}}$`))

export const phoneActions = {
  'member.phone': action<PhoneView, Unknown>()({ audience: 'member', request: nothing }),
  /** Binds the number; if the other wallet's account has it, asks to join that account. */
  'member.bindPhone': action<PhoneView, Unknown | VouchRefusal | AskRefusal | MergeRefusal>()({
    audience: 'member',
    request: z.strictObject({ proof }),
  }),
  /** Second proof: the digits that the other wallet shows. */
  'member.joinByCode': action<PhoneView, Unknown | ProofRefusal | MergeRefusal>()({
    audience: 'member',
    request: z.strictObject({ code }),
  }),
  /** The account that has the number is of another person: binds the number without it. */
  'member.bindAlone': action<PhoneView, Unknown | { readonly code: 'merge/no-request' }>()({
    audience: 'member',
    request: nothing,
  }),
  /** Declines a request of the other wallet, or withdraws one's own. */
  'member.declineJoin': action<PhoneView, Unknown>()({ audience: 'member', request: nothing }),
  'member.unbindPhone': action<PhoneView, Unknown>()({ audience: 'member', request: nothing }),
  /** Undoes a merge within its days. */
  'member.separate': action<PhoneView, Unknown | SeparateRefusal>()({
    audience: 'member',
    request: nothing,
  }),
} as const
