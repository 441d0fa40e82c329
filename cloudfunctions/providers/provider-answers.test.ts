import { fen } from '@palm/shared/kernel/fen'
import { OWN_MERCHANT } from '@palm/shared/trade/payee'
import { NOON } from '@palm/shared/testing/builders/builders'
import { aCredentials } from '../testing/credentials'
import { rsaPair } from '../testing/keys'
import {
  type LyingHost,
  openLyingAlipay,
  openLyingWechat,
  openRedirectingWechat,
} from '../testing/lying-host'
import { openAlipayProvider } from './alipay/adapter'
import { PROVIDER_DEADLINE_MS, type PaymentProvider } from './provider'
import published from './vectors/published.json'
import { openWechatProvider } from './wechat/adapter'

const platform = rsaPair()
const merchant = rsaPair()
const SERIAL = '5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC'
const { alipay, wechat } = aCredentials()
const request = {
  ...{ outTradeNo: 'T000001', transactionId: '2026', outRefundNo: 'R000001' },
  ...{ amountFen: fen(100), totalFen: fen(100) },
}
const opening = {
  ...{ outTradeNo: 'T000001', amountFen: fen(100), description: '92#', payerId: 'o' },
  expiresAtMs: NOON,
}

const ADAPTER = {
  ...{ merchant: OWN_MERCHANT, notifyUrl: 'https://palm.example/n', clock: () => NOON },
  ...{ onLocalStack: true, deadlineMs: PROVIDER_DEADLINE_MS },
}

let host: LyingHost
afterEach(() => host.close())

async function wechatSaying(answer: object, openHost = openLyingWechat): Promise<PaymentProvider> {
  const signer = { serial: SERIAL, privatePem: platform.privatePem, nowMs: NOON }
  host = await openHost(answer, signer)
  return openWechatProvider({
    credentials: {
      ...{ ...wechat, baseUrl: host.url, platformKeys: { [SERIAL]: platform.publicPem } },
      merchantCertificatePem: published.wechatNotification.certificate,
      merchantPrivateKeyPem: merchant.privatePem,
      subMchId: null,
    },
    ...ADAPTER,
  })
}

const alipaySaying = async (answer: object): Promise<PaymentProvider> =>
  alipayAt(await openLyingAlipay(answer, platform.privatePem))

function alipayAt(lying: LyingHost): PaymentProvider {
  host = lying
  return openAlipayProvider({
    credentials: {
      ...{ ...alipay, gateway: `${host.url}/gateway.do` },
      appPrivateKeyPem: merchant.privatePem,
      alipayPublicKeyPem: platform.publicPem,
      appAuthToken: null,
    },
    ...ADAPTER,
  })
}

const transaction = {
  ...{ appid: wechat.appId, mchid: wechat.mchId, out_trade_no: 'T000001', transaction_id: '42' },
  ...{ trade_state: 'SUCCESS', success_time: '2026-11-21T12:00:00+08:00' },
  ...{ amount: { total: 100, currency: 'CNY' }, payer: { openid: 'o' } },
}
const wechatRefund = {
  ...{ out_refund_no: 'R000001', out_trade_no: 'T000001', status: 'SUCCESS' },
  amount: { refund: 100 },
}
const trade = {
  ...{ out_trade_no: 'T000001', trade_no: '2026', trade_status: 'TRADE_SUCCESS' },
  ...{ total_amount: '1.00', send_pay_date: '2026-11-21 12:00:00' },
}
const alipayRefund = { trade_no: '2026', fund_change: 'Y' }
const known = { out_request_no: 'R000001', refund_amount: '1.00', refund_status: 'REFUND_SUCCESS' }

type Saying = (answer: object) => Promise<PaymentProvider>
type Asking = (provider: PaymentProvider) => Promise<{ readonly ok: boolean }>

const query: Asking = (provider) => provider.query('T000001')
const giveBack: Asking = (provider) => provider.refund(request)
const queryRefund: Asking = (provider) => provider.queryRefund(request)
const open: Asking = (provider) => provider.openPayment(opening)

test.each<[string, Saying, object, Asking]>([
  ['a payment in WeChat', wechatSaying, transaction, query],
  ['a refund in WeChat', wechatSaying, wechatRefund, giveBack],
  ['a trade in Alipay', alipaySaying, trade, query],
  ['a new trade in Alipay', alipaySaying, { out_trade_no: 'T000001', trade_no: '2026' }, open],
  ['a refund in Alipay', alipaySaying, alipayRefund, giveBack],
  ['a known refund in Alipay', alipaySaying, known, queryRefund],
])('%s, answered correctly, is read', async (_, saying, answer, ask) => {
  expect(await ask(await saying(answer))).toMatchObject({ ok: true })
})

test.each<[string, Saying, object, Asking]>([
  ['a payment to another merchant', wechatSaying, { ...transaction, mchid: '1' }, query],
  ['a payment in another app', wechatSaying, { ...transaction, appid: 'wx' }, query],
  ['another refund', wechatSaying, { ...wechatRefund, out_refund_no: 'R9' }, giveBack],
  ['another known refund', wechatSaying, { ...wechatRefund, out_refund_no: 'R9' }, queryRefund],
  ['another trade', alipaySaying, { ...trade, out_trade_no: 'T9' }, query],
  ['another new trade', alipaySaying, { out_trade_no: 'T9', trade_no: '2026' }, open],
  ['a refund of another trade', alipaySaying, { ...alipayRefund, trade_no: '9' }, giveBack],
  ['another refund in Alipay', alipaySaying, { ...known, out_request_no: 'R9' }, queryRefund],
])('an answer about %s is not read, even if correctly signed', async (_, saying, answer, ask) => {
  expect(await ask(await saying(answer))).toMatchObject({
    refusal: { code: 'payment/provider-unreachable' },
  })
})

test('a redirect by WeChat Pay is not followed, whatever its content', async () => {
  const provider = await wechatSaying(transaction, openRedirectingWechat)
  expect(await provider.query('T000001')).toMatchObject({
    refusal: { code: 'payment/provider-unreachable' },
  })
})

test('a refund without fund change at Alipay is not done', async () => {
  const provider = await alipaySaying({ ...alipayRefund, fund_change: 'N' })
  expect(await provider.refund(request)).toMatchObject({ value: { status: 'processing' } })
})

test.each([['T/../1'], ['T000001?x=1'], ['短'], ['']])(
  '%p is not one of our numbers, and makes no path',
  async (number) => {
    const provider = await wechatSaying(transaction)
    await expect(provider.query(number)).rejects.toThrow()
  },
)

test.each([
  ['signed by Alipay is definite', platform.privatePem, 'payment/provider-refused'],
  ['with an unknown signature is not', merchant.privatePem, 'payment/provider-unreachable'],
])('a refusal that is %s', async (_, privatePem, code) => {
  const refusal = { code: '40002', sub_code: 'isv.invalid-signature' }
  const provider = alipayAt(await openLyingAlipay(refusal, privatePem, 'error_response'))
  expect(await provider.query('T000001')).toMatchObject({ refusal: { code } })
})

test.each([
  [{ code: '20000', sub_code: 'isp.unknow-error' }],
  [{ code: '40004', sub_code: 'ACQ.SYSTEM_ERROR' }],
])('%p is not definite: Alipay does not know the outcome', async (answer) => {
  const provider = await alipaySaying(answer)
  expect(await provider.refund(request)).toMatchObject({
    refusal: { code: 'payment/provider-unreachable' },
  })
})
