import { hmac } from '@noble/hashes/hmac'
import { sha256 } from '@noble/hashes/sha2'

/**
 * HMAC-DRBG over SHA-256 (NIST SP 800-90A, 10.1.2): later output cannot be predicted from earlier
 * output.
 */
export interface Drbg {
  /** `count` bytes. */
  generate(count: number): Uint8Array
  /** Mixes in entropy. Poor entropy never weakens the state. */
  reseed(entropy: Uint8Array): void
}

const BLOCK_BYTES = 32

export function openDrbg(entropy: Uint8Array): Drbg {
  let key: Uint8Array = new Uint8Array(BLOCK_BYTES)
  let value: Uint8Array = new Uint8Array(BLOCK_BYTES).fill(1)

  function update(provided: Uint8Array): void {
    key = hmac(sha256, key, joined(value, Uint8Array.of(0), provided))
    value = hmac(sha256, key, value)
    if (provided.length === 0) return
    key = hmac(sha256, key, joined(value, Uint8Array.of(1), provided))
    value = hmac(sha256, key, value)
  }

  update(entropy)
  return {
    reseed: update,
    generate(count) {
      const made = new Uint8Array(count)
      for (let at = 0; at < count; at += BLOCK_BYTES) {
        value = hmac(sha256, key, value)
        made.set(value.subarray(0, Math.min(BLOCK_BYTES, count - at)), at)
      }
      update(new Uint8Array(0))
      return made
    },
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
