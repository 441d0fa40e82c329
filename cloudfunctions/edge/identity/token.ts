import { createHmac, randomUUID } from 'node:crypto'
import { type EpochMs, epochMs, HOUR_MS, later, SECOND_MS } from '@palm/shared/kernel/instant'
import { refuse, ok, type Result } from '@palm/shared/kernel/result'
import type { MemberId } from '@palm/shared/member/member'
import { decodeJwt, errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'

export type TokenRefusal =
  { readonly code: 'session/missing' } | { readonly code: 'session/expired' }

/** Lifetime of a member's session over HTTP, where no wallet vouches for each call. */
export const MEMBER_TOKEN_MS = 2 * HOUR_MS

const ISSUER = 'palm-refuel'
const claims = z.object({ sub: z.string(), wallet: z.string().optional() })

/** A member's session. */
export interface Session {
  readonly memberId: MemberId
  /** Id of the wallet's own member, where it has joined another. */
  readonly walletId: MemberId
}

type TokenAudience = 'member'

export async function mintToken(
  secret: string,
  audience: TokenAudience,
  { memberId, walletId }: Session,
  nowMs: EpochMs,
): Promise<{ token: string; expiresAtMs: EpochMs }> {
  const expiresAtMs = later(nowMs, MEMBER_TOKEN_MS)
  const wallet = walletId === memberId ? {} : { wallet: walletId }
  const token = await new SignJWT(wallet)
    .setProtectedHeader({ alg: 'HS256', kid: kidOf(secret) })
    .setJti(randomUUID())
    .setIssuer(ISSUER)
    .setAudience(audience)
    .setSubject(memberId)
    .setIssuedAt(new Date(nowMs))
    .setExpirationTime(new Date(expiresAtMs))
    .sign(bytes(secret))
  return { token, expiresAtMs: epochMs(expiresAtMs) }
}

/** Time of issue of a token that was already verified. */
export const mintedAtMs = (token: string): EpochMs =>
  epochMs((decodeJwt(token).iat ?? 0) * SECOND_MS)

/** Identifies a secret without revealing it: during a rotation both are active. */
const kidOf = (secret: string): string =>
  createHmac('sha256', secret).update('kid').digest('base64url').slice(0, 12)

/** Tokens issued before secrets had names belong to the first one. */
function secretOf(live: readonly string[], kid: string | undefined): Uint8Array {
  const named = kid === undefined ? live[0] : live.find((secret) => kidOf(secret) === kid)
  if (named === undefined) throw new Error('no live secret has this name')
  return bytes(named)
}

/** The session of a valid token, or that it has expired. Anything else counts as no token. */
export async function readToken(
  token: string,
  secrets: string | readonly string[],
  audience: TokenAudience,
  nowMs: EpochMs,
): Promise<Result<Session, TokenRefusal>> {
  const live = typeof secrets === 'string' ? [secrets] : secrets
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => secretOf(live, kid), {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience,
      currentDate: new Date(nowMs),
    })
    const { sub, wallet = sub } = claims.parse(payload)
    return ok({ memberId: sub as MemberId, walletId: wallet as MemberId })
  } catch (error) {
    const expired = error instanceof errors.JWTExpired
    return refuse({ code: expired ? 'session/expired' : 'session/missing' })
  }
}

const bytes = (secret: string) => new TextEncoder().encode(secret)
