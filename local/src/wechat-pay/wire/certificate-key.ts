import { type KeyObject, X509Certificate } from 'node:crypto'
import type { KeyAndCertificate } from '../../gateway/certificate'

const publicKeys = new Map<string, KeyObject>()

/** Public key of a certificate; each is parsed once. */
export function publicKeyOf({
  certificatePem,
}: Pick<KeyAndCertificate, 'certificatePem'>): KeyObject {
  const key = publicKeys.get(certificatePem) ?? new X509Certificate(certificatePem).publicKey
  publicKeys.set(certificatePem, key)
  return key
}
