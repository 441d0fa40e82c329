import { aPayee } from '@palm/shared/testing/builders/payees'
import type { MessageTemplate } from '@palm/shared/message/template'
import { TOPICS } from '@palm/shared/message/topic'
import type { Credentials } from '../credentials/credentials'
import type { MessageTemplates } from '../credentials/messages'

/** Credentials whose keys are never used. Tests that sign bring their own. */
export function aCredentials(changes: Partial<Credentials> = {}): Credentials {
  return {
    publicOrigin: 'https://palm.example',
    payees: [aPayee()],
    sessionSecret: 'a-session-secret-of-thirty-two-bytes-or-more',
    sessionSecretBeside: null,
    cardSecretBeside: null,
    invitationSecret: 'an-invitation-secret-of-thirty-two-bytes-or-more',
    cardSecret: 'a-card-secret-of-thirty-two-bytes-or-more',
    passwordSecret: 'a-password-secret-of-thirty-two-bytes-or-more',
    passphraseSecrets: { current: '5e'.repeat(32), next: null },
    wechat: {
      baseUrl: 'https://api.mch.weixin.qq.com',
      appId: 'wxlocal',
      mchId: '1900000001',
      merchantCertificatePem: 'none',
      merchantPrivateKeyPem: 'none',
      apiV3Key: '0123456789abcdef0123456789abcdef',
      platformKeys: {},
    },
    alipay: {
      gateway: 'https://openapi.alipay.com/gateway.do',
      appId: '2021000000000001',
      sellerId: '2088000000000001',
      appPrivateKeyPem: 'none',
      alipayPublicKeyPem: 'none',
    },
    wechatApp: null,
    phone: null,
    messageTemplates: { wechat: {}, alipay: {} },
    invoiceSandbox: null,
    ...changes,
  }
}

const ON_WECHAT = { thing1: 'title', thing2: 'subject', thing3: 'hint', time4: 'time' } as const
const ON_ALIPAY = { keyword1: 'title', keyword2: 'subject', keyword3: 'time' } as const

/** A template for every topic with both wallets: `wx-done`, `ali-refund`. */
export const someTemplates = (): MessageTemplates => ({
  wechat: templatesNamed('wx', ON_WECHAT),
  alipay: templatesNamed('ali', ON_ALIPAY),
})

const templatesNamed = (prefix: string, fields: MessageTemplate['fields']) =>
  Object.fromEntries(TOPICS.map((topic) => [topic, { id: `${prefix}-${topic}`, fields }]))
