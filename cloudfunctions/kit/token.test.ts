import { DAY_MS, HOUR_MS } from '@palm/shared/kernel/instant'
import { after, NOON } from '@palm/shared/testing/builders'
import { refused } from '@palm/shared/testing/results'
import { SignJWT } from 'jose'
import { mintOperatorToken } from './operator-token'
import { mintToken, readToken } from './token'

const SECRET = 'a-secret-of-at-least-thirty-two-bytes'
const memberToken = async (secret = SECRET) =>
  (await mintToken(secret, 'member', 'member:abc', NOON)).token

test.each([
  ['garbage', async () => 'abc.def.ghi', 'session/missing'],
  ['nothing', async () => '', 'session/missing'],
  ['signed with another secret', () => memberToken(`${SECRET}!`), 'session/missing'],
  [
    'an operator’s',
    () => mintOperatorToken(SECRET, { operatorId: 'operator:li', scopes: ['cards'] }, NOON),
    'session/missing',
  ],
  [
    'unsigned',
    async () => {
      const [, payload] = (await memberToken()).split('.')
      return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
    },
    'session/missing',
  ],
  [
    'of another issuer',
    () =>
      new SignJWT()
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer('somebody')
        .setAudience('member')
        .setSubject('member:abc')
        .setExpirationTime(new Date(after(DAY_MS)))
        .sign(new TextEncoder().encode(SECRET)),
    'session/missing',
  ],
])('a token that is %s is none', async (_, token, code) => {
  expect(await readToken(await token(), SECRET, 'member', NOON)).toMatchObject(refused(code))
})

test('a member’s token holds for twelve hours', async () => {
  const token = await memberToken()
  const at = (ms: number) => readToken(token, SECRET, 'member', after(ms))
  expect(await at(12 * HOUR_MS - 1_000)).toEqual({ ok: true, value: 'member:abc' })
  expect(await at(12 * HOUR_MS + 1_000)).toMatchObject(refused('session/expired'))
})
