import { type EpochMs, epochMs, HOUR_MS, later } from '@palm/shared/kernel/instant'
import { refuse, ok, type Result } from '@palm/shared/kernel/result'
import type { MemberId } from '@palm/shared/member/member'
import { errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'

export type TokenRefusal =
  { readonly code: 'session/missing' } | { readonly code: 'session/expired' }

/** A member signed in over HTTP, where no wallet vouches for him with every call. */
export const MEMBER_TOKEN_MS = 12 * HOUR_MS

const ISSUER = 'palm-refuel'
const claims = z.object({ sub: z.string() })

type TokenAudience = 'member'

export async function mintToken(
  secret: string,
  audience: TokenAudience,
  subject: MemberId,
  nowMs: EpochMs,
): Promise<{ token: string; expiresAtMs: EpochMs }> {
  const expiresAtMs = later(nowMs, MEMBER_TOKEN_MS)
  const token = await new SignJWT()
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(ISSUER)
    .setAudience(audience)
    .setSubject(subject)
    .setIssuedAt(new Date(nowMs))
    .setExpirationTime(new Date(expiresAtMs))
    .sign(bytes(secret))
  return { token, expiresAtMs: epochMs(expiresAtMs) }
}

/** The subject of a token of ours. Anything else than one that has run out counts as none at all. */
export async function readToken(
  token: string,
  secret: string,
  audience: TokenAudience,
  nowMs: EpochMs,
): Promise<Result<string, TokenRefusal>> {
  try {
    const { payload } = await jwtVerify(token, bytes(secret), {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience,
      currentDate: new Date(nowMs),
    })
    return ok(claims.parse(payload).sub)
  } catch (error) {
    const expired = error instanceof errors.JWTExpired
    return refuse({ code: expired ? 'session/expired' : 'session/missing' })
  }
}

const bytes = (secret: string) => new TextEncoder().encode(secret)
