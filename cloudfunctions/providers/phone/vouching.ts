import type { PhoneProof, VouchRefusal } from '@palm/shared/api/phone'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { refuse, type Result } from '@palm/shared/kernel/result'
import type { WalletIdentity } from '@palm/shared/member/member'
import type { Credentials } from '../../credentials/credentials'
import type { Database } from '../../database/session'
import { openAlipayEnvelope } from '../alipay/phone'
import { openAccessToken } from '../messages/access-token'
import { openWechatApi } from '../messages/wechat-api'
import { PROVIDER_DEADLINE_MS } from '../provider'
import { openWechatPhones, type WechatPhones } from './wechat-phone'

/** The mobile number that the caller's wallet vouches for. */
export type Vouch = (
  proof: PhoneProof,
  identity: WalletIdentity,
) => Promise<Result<string, VouchRefusal>>

export interface VouchingOptions {
  readonly credentials: () => Promise<Credentials>
  readonly database: Database
  readonly clock: () => EpochMs
  readonly onLocalStack: boolean
  /** Deadline of a call; shorter in tests. */
  readonly providerDeadlineMs?: number
}

export function openVouching(options: VouchingOptions): Vouch {
  let opened: { readonly by: Credentials; readonly phones: WechatPhones } | null = null

  function wechatPhones(by: Credentials): WechatPhones | null {
    const { wechatApp: app } = by
    if (!app) return null
    if (opened?.by !== by) {
      const { clock, database, onLocalStack } = options
      const deadlineMs = options.providerDeadlineMs ?? PROVIDER_DEADLINE_MS
      const api = openWechatApi({ baseUrl: app.baseUrl, onLocalStack, deadlineMs })
      const token = openAccessToken({ app, api, database, clock })
      opened = { by, phones: openWechatPhones(app, api, token) }
    }
    return opened.phones
  }

  return async (proof, identity) => {
    const by = await options.credentials()
    // A code of the other wallet says nothing about the caller from this one.
    if (proof.wallet !== identity.provider) return refuse({ code: 'phone/code-refused' })
    if (proof.wallet === 'alipay') {
      const key = by.phone?.alipayAesKey
      return key ? openAlipayEnvelope(proof, by.alipay, key) : refuse({ code: 'phone/not-offered' })
    }
    const phones = wechatPhones(by)
    return phones
      ? phones.numberOf(proof.code, identity.openId)
      : refuse({ code: 'phone/not-offered' })
  }
}
