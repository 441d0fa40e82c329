import { createHash, X509Certificate } from 'node:crypto'

/** 证书序列号: MD5 of the issuer, its innermost name first, and the number in decimals (common/057k53). */
export function certificateNumber(pem: string): string {
  const { issuer, serialNumber } = new X509Certificate(pem)
  const name = issuer.split('\n').reverse().join(',')
  return createHash('md5')
    .update(`${name}${BigInt(`0x${serialNumber}`)}`)
    .digest('hex')
}
