import {
  createDecipheriv,
  createPrivateKey,
  createSign,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import type { EpochMs } from '@palm/shared/kernel/instant'
import WechatPay from 'wechatpay-node-v3'
import type { WechatCredentials } from '../credentials'
import type { IPayRequest } from 'wechatpay-node-v3/dist/define'

const OFFICIAL_ORIGIN = 'https://api.mch.weixin.qq.com'
const TAG_BYTES = 16

/**
 * The SDK, with the parts of it that are not safe as they ship replaced by the same methods done
 * right (payments reference 1.3: W1, W2, W4, W7, W8). Everything that leaves or enters passes here.
 */
export class SafeWechatPay extends WechatPay {
  private readonly signingKey: KeyObject

  constructor(
    { apiV3Key, appId, mchId, merchantCertificatePem, merchantPrivateKeyPem }: WechatCredentials,
    private readonly clock: () => EpochMs,
    http: IPayRequest,
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

  /** The SDK's own leaves out `final()`, and with it the check of the tag. */
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

  /** What a JSAPI payment needs in the phone, over a nonce that nobody can foretell. */
  walletSignature(prepayId: string) {
    const timeStamp = this.seconds()
    const nonceStr = nonce()
    const packaged = `prepay_id=${prepayId}`
    const lines = [this.appid, timeStamp, nonceStr, packaged, '']
    return { timeStamp, nonceStr, package: packaged, paySign: this.sha256WithRsa(lines.join('\n')) }
  }

  /** The SDK signs a payment of its own making; ours is made above, so its work is spared. */
  protected override sign(_text: string): string {
    return ''
  }

  /** With a nonce from the system's generator, our clock, and the final line that the SDK forgets. */
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
