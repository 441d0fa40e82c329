import { DAY_MS, type EpochMs, MINUTE_MS, SECOND_MS } from '@palm/shared/kernel/instant'
import type { OperatorScope } from '@palm/shared/staff/policy'
import { after, NOON } from '@palm/shared/testing/builders/builders'
import { refused } from '@palm/shared/testing/results'
import { SignJWT } from 'jose'
import {
  mintOperatorToken,
  type Operator,
  operatorKeyOf,
  readOperatorToken,
} from './operator-token'

const SECRET = 'a-secret-of-at-least-thirty-two-bytes'
const LI: Operator = { operatorId: 'operator:li', scopes: ['stations', 'staff'] }

const keyOf = (operator: Operator = LI, secret = SECRET) => operatorKeyOf(secret, operator)
const read = (token: string, nowMs: EpochMs = NOON) => readOperatorToken(token, [SECRET], nowMs)

/** A forged token with arbitrary claims. */
const forged = (claims: object, key = keyOf()) => {
  const said = {
    sub: LI.operatorId,
    scopes: LI.scopes,
    jti: '0123456789abcdef',
    iss: 'palm-refuel',
    aud: 'operator',
    iat: NOON / SECOND_MS,
    exp: after(10 * MINUTE_MS) / SECOND_MS,
    ...claims,
  }
  return new SignJWT(said).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(key))
}

test('a token names a person, their scopes and its number', async () => {
  expect(await read(await mintOperatorToken(keyOf(), LI, NOON))).toEqual({
    ok: true,
    value: { ...LI, tokenId: expect.any(String) },
  })
})

test.each<[string, () => Promise<string>, string]>([
  ['garbage', async () => 'abc.def.ghi', 'session/missing'],
  ['signed with the secret itself', () => forged({}, SECRET), 'session/missing'],
  [
    'of a person whose key signed another name',
    () => forged({ sub: 'operator:wang' }),
    'session/missing',
  ],
  [
    'with a scope outside of the key’s',
    () => forged({ scopes: [...LI.scopes, 'cards'] satisfies OperatorScope[] }),
    'session/missing',
  ],
  ['with no scope', () => forged({ scopes: [] }), 'session/missing'],
  ['without a name', () => forged({ sub: 'who-knows' }), 'session/missing'],
  ['without its time of issue', () => forged({ iat: undefined }), 'session/missing'],
  ['without a number', () => forged({ jti: undefined }), 'session/missing'],
  [
    'issued yesterday, valid until tomorrow',
    () => forged({ iat: after(-DAY_MS) / SECOND_MS, exp: after(DAY_MS) / SECOND_MS }),
    'session/expired',
  ],
  [
    'issued in ten minutes',
    () => forged({ iat: after(10 * MINUTE_MS) / SECOND_MS }),
    'session/missing',
  ],
  ['for members', () => forged({ aud: 'member' }), 'session/missing'],
])('a token that is %s is invalid', async (_, token, code) => {
  expect(await read(await token())).toMatchObject(refused(code))
})

test('a token is valid for ten minutes', async () => {
  const token = await mintOperatorToken(keyOf(), LI, NOON)
  expect(await read(token, after(9 * MINUTE_MS))).toMatchObject({ ok: true })
  expect(await read(token, after(12 * MINUTE_MS))).toMatchObject(refused('session/expired'))
})
