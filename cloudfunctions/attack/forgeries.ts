import { randomBytes } from 'node:crypto'
import type { Delivered } from '../testing/ground'
import type { Dice } from './dice'

/** One way to turn a delivery into a forgery. */
export interface Forgery {
  readonly name: string
  forge(genuine: Delivered, dice: Dice, others: readonly Delivered[]): Delivered
}

const SIGNED_HEADERS = [
  'wechatpay-timestamp',
  'wechatpay-nonce',
  'wechatpay-signature',
  'wechatpay-serial',
]

const isWechat = ({ path }: Delivered) => path.includes('wechat')
const withBody = (delivery: Delivered, body: Buffer): Delivered => ({ ...delivery, body })
const withHeader = (delivery: Delivered, name: string, value: string): Delivered => ({
  ...delivery,
  headers: { ...delivery.headers, [name]: value },
})

/** Replaces one byte by another. */
function flipped(body: Buffer, dice: Dice): Buffer {
  const bytes = Buffer.from(body)
  const at = dice.below(bytes.length)
  bytes[at] = bytes[at]! ^ (1 << dice.below(7))
  return bytes
}

/** Alipay signs fields, not bytes: a change that decodes to the same fields is not a forgery. */
function changedField(genuine: Delivered, dice: Dice): Delivered {
  const fields = [...new URLSearchParams(genuine.body.toString('utf8'))]
  const at = dice.below(fields.length)
  const [name, value] = fields[at]!
  const changed = dice.pick([
    `0${value}`,
    '',
    '0.01',
    'TRADE_SUCCESS ',
    '9'.repeat(40),
    '__proto__',
  ])
  fields[at] = [name, changed === value ? `x${value}` : changed]
  return withBody(genuine, Buffer.from(new URLSearchParams(fields).toString()))
}

export const FORGERIES: readonly Forgery[] = [
  {
    name: 'a changed byte',
    forge: (genuine, dice) =>
      isWechat(genuine)
        ? withBody(genuine, flipped(genuine.body, dice))
        : changedField(genuine, dice),
  },
  {
    name: 'a body that was cut off',
    forge: (genuine, dice) =>
      isWechat(genuine)
        ? withBody(genuine, genuine.body.subarray(0, dice.below(genuine.body.length)))
        : withBody(genuine, genuine.body.subarray(0, dice.below(genuine.body.length >> 1))),
  },
  {
    name: 'a body of somebody else',
    forge(genuine, dice, others) {
      const other = dice.pick(others)
      const isOwn = other.body.equals(genuine.body)
      return withBody(genuine, isOwn ? Buffer.from('{}') : other.body)
    },
  },
  {
    name: 'random bytes',
    forge: (genuine, dice) => withBody(genuine, randomBytes(dice.below(2_000))),
  },
  {
    name: 'a header or a field that is missing',
    forge(genuine, dice) {
      if (!isWechat(genuine)) {
        const fields = new URLSearchParams(genuine.body.toString('utf8'))
        fields.delete(dice.pick([...fields.keys()].filter((name) => name !== 'sign_type')))
        return withBody(genuine, Buffer.from(fields.toString()))
      }
      const { [dice.pick(SIGNED_HEADERS)]: _, ...headers } = genuine.headers
      return { ...genuine, headers: headers as Record<string, string> }
    },
  },
  {
    name: 'a changed signature, time, nonce or key',
    forge(genuine, dice) {
      if (!isWechat(genuine)) return changedField(genuine, dice)
      const name = dice.pick(SIGNED_HEADERS)
      const value = dice.pick([
        `0${genuine.headers[name]}`,
        '',
        'AAAA',
        String(dice.below(2 ** 31)),
        'constructor',
        'PUB_KEY_ID_LOCALUNKNOWN',
        'WECHATPAY/SIGNTEST/AAAA',
        randomBytes(256).toString('base64'),
      ])
      return withHeader(genuine, name, value)
    },
  },
  {
    name: 'the other provider’s address',
    forge: (genuine) => ({
      ...genuine,
      path: isWechat(genuine) ? '/notify/alipay' : '/notify/wechat',
    }),
  },
  {
    name: 'JSON that is meant to hurt',
    forge: (genuine, dice) =>
      withBody(
        genuine,
        Buffer.from(
          dice.pick([
            '['.repeat(20_000),
            '{"__proto__":{"isAdmin":true}}',
            '{"resource":{"ciphertext":1e999}}',
            `{"resource":{"ciphertext":"${'A'.repeat(5_000)}"}}`,
            'null',
            '"\\ud800"',
            `out_trade_no=${'0'.repeat(5_000)}&trade_status=TRADE_SUCCESS`,
            'sign=%ZZ&sign_type=RSA2&a=%',
          ]),
        ),
      ),
  },
]
