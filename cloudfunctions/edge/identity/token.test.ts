import { DAY_MS, HOUR_MS } from '@palm/shared/kernel/instant'
import { after, NOON } from '@palm/shared/testing/builders/builders'
import { refused } from '@palm/shared/testing/results'
import { SignJWT } from 'jose'
import { makeOperatorKey } from './operator-key'
import { mintedAtMs, mintToken, readToken } from './token'

const ABC = { memberId: 'member:abc', walletId: 'member:abc' } as const
const SECRET = 'a-secret-of-at-least-thirty-two-bytes'
const memberToken = async (secret = SECRET) => (await mintToken(secret, 'member', ABC, NOON)).token

test.each([
  ['garbage', async () => 'abc.def.ghi', 'session/missing'],
  ['nothing', async () => '', 'session/missing'],
  ['signed with another secret', () => memberToken(`${SECRET}!`), 'session/missing'],
  ['an operator’s key', async () => makeOperatorKey(), 'session/missing'],
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
])('a token that is %s is invalid', async (_, token, code) => {
  expect(await readToken(await token(), SECRET, 'member', NOON)).toMatchObject(refused(code))
})

describe('during a rotation of secrets', () => {
  const [OLD, NEW] = [`${SECRET}-old`, `${SECRET}-new`]

  /**
   * Every instance knows both before any signs with the new one, and until the old one's tokens
   * have expired.
   */
  test.each([
    ['the old one signs', OLD, [OLD, NEW]],
    ['some instances do not know the new one yet', OLD, [OLD]],
    ['some sign with the new one already', NEW, [OLD, NEW]],
    ['some still sign with the old one', OLD, [NEW, OLD]],
    ['all sign with the new one', NEW, [NEW, OLD]],
    ['the rotation is over', NEW, [NEW]],
  ])('no token is refused while %s', async (_, signing, live) => {
    const token = await memberToken(signing)
    expect(await readToken(token, live, 'member', NOON)).toMatchObject({ ok: true })
  })

  test('a token signed with neither is invalid', async () => {
    const read = await readToken(await memberToken(SECRET), [NEW, OLD], 'member', NOON)
    expect(read).toMatchObject(refused('session/missing'))
  })
})

test('tokens are unique, and contain their time of issue', async () => {
  const [one, other] = [await memberToken(), await memberToken()]
  expect(one).not.toBe(other)
  expect(mintedAtMs(one)).toBe(NOON)
})

test('a member’s token holds for two hours', async () => {
  const token = await memberToken()
  const at = (ms: number) => readToken(token, SECRET, 'member', after(ms))
  expect(await at(2 * HOUR_MS - 1_000)).toEqual({ ok: true, value: ABC })
  expect(await at(2 * HOUR_MS + 1_000)).toMatchObject(refused('session/expired'))
})

test('a token of a wallet that has joined another member names both', async () => {
  const joined = { memberId: 'member:abc', walletId: 'member:def' } as const
  const { token } = await mintToken(SECRET, 'member', joined, NOON)
  expect(await readToken(token, SECRET, 'member', NOON)).toEqual({ ok: true, value: joined })
})
