import { openDrbg } from './hmac-drbg'
import type { RandomBytes, Storage } from '@palm/client/ports'

/**
 * Availability of the wallet's source: WeChat since base library 2.17.3; none in older ones or
 * elsewhere.
 */
export interface NativeRandom {
  getRandomValues?: (request: {
    readonly length: number
    success(result: { readonly randomValues: ArrayBuffer }): void
  }) => void
}

const SEED_KEY = 'random-seed'
const SEED_BYTES = 32

/**
 * Random numbers that are available immediately, although the wallet's source answers
 * asynchronously: seeded from storage and clock jitter, and reseeded from the wallet's source when
 * it answers. Each start stores a new seed for the next.
 */
export function seededBytes(
  native: NativeRandom,
  storage: Pick<Storage, 'read' | 'write'>,
  now: () => number,
): RandomBytes {
  const kept = storage.read(SEED_KEY)
  const drbg = openDrbg(bytesOf(`${typeof kept === 'string' ? kept : ''}|${jitter(now)}`))
  const keep = () => storage.write(SEED_KEY, Array.from(drbg.generate(SEED_BYTES)).join(','))
  keep()
  native.getRandomValues?.({
    length: SEED_BYTES,
    success({ randomValues }) {
      drbg.reseed(new Uint8Array(randomValues))
      keep()
    },
  })
  return (count) => {
    drbg.reseed(bytesOf(String(now())))
    return drbg.generate(count)
  }
}

const bytesOf = (ascii: string) => Uint8Array.from(ascii, (letter) => letter.charCodeAt(0))

const LOOKS = 512

/** Number of clock reads until the clock changes, repeatedly. */
function jitter(now: () => number): string {
  const seen: number[] = []
  let looks = 0
  for (let at = now(); seen.length < 16 && looks < LOOKS; looks++) {
    const next = now()
    if (next === at) continue
    seen.push(next, looks)
    at = next
  }
  return [now(), looks, ...seen].join(',')
}
