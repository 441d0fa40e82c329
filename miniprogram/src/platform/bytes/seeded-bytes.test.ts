import { openDrbg } from './hmac-drbg'
import { seededBytes } from './seeded-bytes'

const hex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const ofHex = (text: string) =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16))

/** A phone whose clock is publicly known. */
function phone(kept: unknown = null, native = {}) {
  const written: unknown[] = []
  let nowMs = 1_700_000_000_000
  const bytes = seededBytes(
    native,
    { read: () => kept, write: (_, value) => void written.push(value) },
    () => nowMs++,
  )
  return { bytes, written }
}

test("the generator matches the standard's vectors", () => {
  const drbg = openDrbg(
    ofHex(
      'ca851911349384bffe89de1cbdc46e6831e44d34a4fb935ee285dd14b71a7488' +
        '659ba96c601dc69fc902940805ec0ca8',
    ),
  )
  drbg.generate(128)
  expect(hex(drbg.generate(128))).toBe(
    'e528e9abf2dece54d47c7e75e5fe302149f817ea9fb4bee6f4199697d04d5b89' +
      'd54fbb978a15b5c443c9ec21036d2460b6f73ebad0dc2aba6e624abf07745bc1' +
      '07694bb7547bb0995f70de25d6b29e2d3011bb19d27676c07162c8b5ccde0668' +
      '961df86803482cb37ed6d5c0bb8d50cf1f50d476aa0458bdaba806f48be9dcb8',
  )
})

test('two starts of the same phone at the same instant make different numbers', () => {
  const first = phone()
  const second = phone(first.written.slice(-1)[0])
  expect(hex(second.bytes(20))).not.toBe(hex(first.bytes(20)))
  expect(second.written.slice(-1)[0]).not.toBe(first.written.slice(-1)[0])
})

test('knowing the clock does not predict output after the wallet’s source has answered', () => {
  const secret = (fill: number) => ({
    getRandomValues: ({ length, success }: { length: number; success(result: object): void }) =>
      success({ randomValues: new Uint8Array(length).fill(fill).buffer }),
  })
  const [guessed, ours] = [phone(null, secret(1)), phone(null, secret(2))]
  expect(hex(ours.bytes(20))).not.toBe(hex(guessed.bytes(20)))
})

test('numbers do not repeat', () => {
  const { bytes } = phone()
  const made = Array.from({ length: 1_000 }, () => hex(bytes(20)))
  expect(new Set(made).size).toBe(1_000)
})
