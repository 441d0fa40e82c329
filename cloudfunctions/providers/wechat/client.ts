import {
  createDecipheriv,
  createPrivateKey,
  createSign,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import type { EpochMs } from '@palm/shared/kernel/instant'
import WechatPay from 'wechatpay-node-v3'
import type { WechatCredentials } from '../../credentials/credentials'
import type { Output } from 'wechatpay-node-v3/dist/define'
import type { WechatHttp } from './http'

const OFFICIAL_ORIGIN = 'https://api.mch.weixin.qq.com'
const TAG_BYTES = 16

/**
 * The SDK, with its unsafe parts replaced by correct implementations. All requests and answers pass
 * here.
 */
export class SafeWechatPay extends WechatPay {
  private readonly signingKey: KeyObject

  constructor(
    { apiV3Key, appId, mchId, merchantCertificatePem, merchantPrivateKeyPem }: WechatCredentials,
    private readonly clock: () => EpochMs,
    private readonly http: WechatHttp,
  ) {
    super({
      appid: appId,
      mchid: mchId,
      publicKey: Buffer.from(merchantCertificatePem),
      privateKey: Buffer.from(merchantPrivateKeyPem),
      key: apiV3Key,
      userAgent: 'palm-refuel',
    })
    this.signingKey = createPrivateKey(merchantPrivateKeyPem)
    this.createHttp(http)
  }

  /** With a parsed key: the SDK parses the PEM for each signature. */
  override sha256WithRsa(data: string): string {
    return createSign('RSA-SHA256').update(data).sign(this.signingKey, 'base64')
  }

  /** The SDK omits `final()`, and with it the check of the tag. */
  override decipher_gcm<T>(
    ciphertext: string,
    associatedData: string,
    nonce: string,
    key = this.key ?? '',
  ): T {
    const bytes = Buffer.from(ciphertext, 'base64')
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    decipher.setAAD(Buffer.from(associatedData))
    const plain = Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()])
    return JSON.parse(plain.toString('utf8')) as T
  }

  /** Parameters of a JSAPI payment for the phone, with an unpredictable nonce. */
  walletSignature(prepayId: string) {
    const timeStamp = this.seconds()
    const nonceStr = nonce()
    const packaged = `prepay_id=${prepayId}`
    const lines = [this.appid, timeStamp, nonceStr, packaged, '']
    return { timeStamp, nonceStr, package: packaged, paySign: this.sha256WithRsa(lines.join('\n')) }
  }

  /** For the paths of service providers, which the SDK lacks. */
  postTo(path: string, params: Record<string, unknown>): Promise<Output> {
    const url = `${OFFICIAL_ORIGIN}${path}`
    return this.http.post(url, params, this.headersFor('POST', url, params))
  }

  patchAt(path: string, params: Record<string, unknown>): Promise<Output> {
    const url = `${OFFICIAL_ORIGIN}${path}`
    return this.http.patch(url, params, this.headersFor('PATCH', url, params))
  }

  private headersFor(method: string, url: string, params: Record<string, unknown>) {
    return this.getHeaders(this.buildAuthorization(method, url, params), {
      'Content-Type': 'application/json',
    })
  }

  getFrom(path: string): Promise<Output> {
    const url = `${OFFICIAL_ORIGIN}${path}`
    return this.http.get(url, this.getHeaders(this.buildAuthorization('GET', url)))
  }

  /** The SDK signs its own payment parameters; ours are made above, so its work is skipped. */
  protected override sign(_text: string): string {
    return ''
  }

  /**
   * With a nonce from the system's generator, our clock, and the final newline that the SDK omits.
   */
  protected override buildAuthorization(
    method: string,
    url: string,
    params?: Record<string, unknown>,
  ): string {
    const path = url.replace(OFFICIAL_ORIGIN, '')
    const [timestamp, nonceStr] = [this.seconds(), nonce()]
    const body = params ? JSON.stringify(params) : ''
    const signature = this.sha256WithRsa([method, path, timestamp, nonceStr, body, ''].join('\n'))
    return this.getAuthorization(nonceStr, timestamp, signature)
  }

  private seconds(): string {
    return String(Math.floor(this.clock() / 1000))
  }
}

const nonce = () => randomBytes(16).toString('hex')
