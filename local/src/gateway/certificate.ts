import 'reflect-metadata' // required by the X.509 library's dependency injection
import { webcrypto } from 'node:crypto'
import { cryptoProvider, PublicKey, X509CertificateGenerator } from '@peculiar/x509'

export interface KeyAndCertificate {
  /** 40 upper-case hexadecimal digits, as WeChat Pay writes serial numbers. */
  readonly serial: string
  readonly certificatePem: string
  /** PKCS #8. */
  readonly privateKeyPem: string
}

export interface CertificateRequest {
  /** `CN=1900000109 LOCAL TEST, O=LOCAL TEST` */
  readonly name: string
  readonly fromMs: number
  readonly untilMs: number
}

const ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
}

/** Makes a key pair and a self-signed certificate. */
export async function makeCertificate(request: CertificateRequest): Promise<KeyAndCertificate> {
  cryptoProvider.set(webcrypto)
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const serial = makeSerial()
  const certificate = await X509CertificateGenerator.createSelfSigned({
    ...validity(request),
    serialNumber: serial,
    name: request.name,
    keys,
  })
  const privateKey = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)
  return {
    serial,
    certificatePem: certificate.toString('pem'),
    privateKeyPem: pem('PRIVATE KEY', privateKey),
  }
}

/** A certificate authority. */
export interface Authority {
  readonly certificatePem: string
  issue(request: CertificateRequest & { readonly publicKeyPem: string }): Promise<string>
}

/** Its key is discarded with it, since no further certificate is needed. */
export async function makeAuthority(request: CertificateRequest): Promise<Authority> {
  cryptoProvider.set(webcrypto)
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const root = await X509CertificateGenerator.createSelfSigned({
    ...validity(request),
    serialNumber: makeSerial(),
    name: request.name,
    keys,
  })
  return {
    certificatePem: root.toString('pem'),
    async issue({ name, publicKeyPem, ...lifetime }) {
      const certificate = await X509CertificateGenerator.create({
        ...validity(lifetime),
        serialNumber: makeSerial(),
        issuer: request.name,
        subject: name,
        publicKey: new PublicKey(publicKeyPem),
        signingKey: keys.privateKey,
      })
      return certificate.toString('pem')
    },
  }
}

const validity = ({ fromMs, untilMs }: Pick<CertificateRequest, 'fromMs' | 'untilMs'>) => ({
  notBefore: new Date(fromMs),
  notAfter: new Date(untilMs),
  signingAlgorithm: ALGORITHM,
})

/** The first digit keeps the number positive and at its full length. */
function makeSerial(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(20))
  return `5${Buffer.from(bytes).toString('hex').slice(1).toUpperCase()}`
}

function pem(label: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}
