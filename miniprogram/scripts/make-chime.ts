/**
 * Makes the chime of the attendant's queue: two tones, a fourth apart, as a small WAV file.
 * Run it after a change: `npx tsx miniprogram/scripts/make-chime.ts`.
 */
import { writeFileSync } from 'node:fs'
import path from 'node:path'

const RATE_HZ = 8_000
const TONES = [
  { hz: 880, fromS: 0 },
  { hz: 1_175, fromS: 0.16 },
]
const LENGTH_S = 0.7
const HEADER_BYTES = 44

/** One byte per sample, silence at 128. */
function samples(): Buffer {
  return Buffer.from(
    Uint8Array.from({ length: LENGTH_S * RATE_HZ }, (_, index) => {
      const level = TONES.reduce((sum, tone) => sum + levelOf(tone, index / RATE_HZ), 0)
      return Math.round(128 + 60 * level)
    }),
  )
}

/** A struck bell: immediate attack, then decay. */
function levelOf({ fromS, hz }: (typeof TONES)[number], atS: number): number {
  const sinceS = atS - fromS
  return sinceS < 0 ? 0 : Math.sin(2 * Math.PI * hz * sinceS) * Math.exp(-6 * sinceS)
}

/** The header of a WAV file: PCM, one channel, eight bits. */
function header(bytes: number): Buffer {
  const head = Buffer.alloc(HEADER_BYTES)
  head.write('RIFF', 0)
  head.writeUInt32LE(HEADER_BYTES - 8 + bytes, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(RATE_HZ, 24)
  head.writeUInt32LE(RATE_HZ, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(bytes, 40)
  return head
}

const body = samples()
writeFileSync(
  path.resolve(__dirname, '../src/assets/chime.wav'),
  Buffer.concat([header(body.length), body]),
)
