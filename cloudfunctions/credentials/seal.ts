import { compactDecrypt, CompactEncrypt } from 'jose'

/** Seals a value with a key of 32 bytes in base64url: JWE, `dir`, A256GCM (RFC 7516). */
export async function sealOne(value: object, key: string): Promise<string> {
  const plain = new TextEncoder().encode(JSON.stringify(value))
  const header = { alg: 'dir', enc: 'A256GCM' } as const
  return new CompactEncrypt(plain).setProtectedHeader(header).encrypt(keyBytes(key))
}

/** Opens what `sealOne` sealed with the same key; throws for any other text. */
export async function openSealed(sealed: string, key: string): Promise<unknown> {
  const { plaintext } = await compactDecrypt(sealed, keyBytes(key), {
    keyManagementAlgorithms: ['dir'],
    contentEncryptionAlgorithms: ['A256GCM'],
  })
  return JSON.parse(new TextDecoder().decode(plaintext))
}

export function keyBytes(key: string): Uint8Array {
  const bytes = Buffer.from(key, 'base64url')
  if (bytes.length !== 32) throw new Error('a key of credentials is not 32 bytes in base64url')
  return bytes
}
