import { createHmac, randomUUID } from 'node:crypto'
import { type EpochMs, later, MINUTE_MS, SECOND_MS } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import { OPERATOR_SCOPES, type OperatorScope } from '@palm/shared/staff/policy'
import type { OperatorId } from '@palm/shared/staff/staff'
import { decodeJwt, errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { TokenRefusal } from './token'

/** An operator, with their scopes. */
export interface Operator {
  readonly operatorId: OperatorId
  readonly scopes: readonly OperatorScope[]
}

/** An operator with the number of the sent token, which is valid for one call. */
export interface OperatorCaller extends Operator {
  readonly tokenId: string
}

/** Lifetime of a token, whatever it claims. */
const TOKEN_MS = 10 * MINUTE_MS
/** Tolerated difference between the clocks of a computer and the cloud. */
const CLOCK_SKEW_MS = MINUTE_MS

const ISSUER = 'palm-refuel'
const AUDIENCE = 'operator'

const claims = z.object({
  sub: z.string().regex(/^operator:[a-z0-9-]{2,30}$/),
  scopes: z.array(z.enum(OPERATOR_SCOPES)).min(1),
  jti: z.string().min(16).max(64),
})

/**
 * An operator's personal key, derived from the installation's secret, the name and the scopes. It
 * signs only in that name and for those scopes; the secret itself stays with the installation's
 * keeper, and a key is revoked by changing that secret.
 */
export function operatorKeyOf(secret: string, { operatorId, scopes }: Operator): string {
  const text = `operator|${operatorId}|${[...scopes].sort().join(',')}`
  return createHmac('sha256', secret).update(text).digest('base64url')
}

export function mintOperatorToken(
  key: string,
  { operatorId, scopes }: Operator,
  nowMs: EpochMs,
): Promise<string> {
  return new SignJWT({ scopes: [...scopes] })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(operatorId)
    .setJti(randomUUID())
    .setIssuedAt(new Date(nowMs))
    .setExpirationTime(new Date(later(nowMs, TOKEN_MS)))
    .sign(bytes(key))
}

/**
 * The operator who signed a token, verified with their derived key. Anything else counts as no
 * token.
 */
export async function readOperatorToken(
  token: string,
  live: readonly string[],
  nowMs: EpochMs,
): Promise<Result<OperatorCaller, TokenRefusal>> {
  let refused: Result<OperatorCaller, TokenRefusal> = refuse({ code: 'session/missing' })
  // During a rotation both secrets are active.
  for (const secret of live) {
    const read = await readWith(token, secret, nowMs)
    if (read.ok || read.refusal.code === 'session/expired') return read
    refused = read
  }
  return refused
}

async function readWith(
  token: string,
  secret: string,
  nowMs: EpochMs,
): Promise<Result<OperatorCaller, TokenRefusal>> {
  try {
    const said = operatorIn(decodeJwt(token))
    const { payload } = await jwtVerify(token, bytes(operatorKeyOf(secret, said)), {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: AUDIENCE,
      requiredClaims: ['iat', 'exp', 'jti', 'sub'],
      maxTokenAge: TOKEN_MS / SECOND_MS,
      clockTolerance: CLOCK_SKEW_MS / SECOND_MS,
      currentDate: new Date(nowMs),
    })
    return ok(operatorIn(payload))
  } catch (error) {
    const expired = error instanceof errors.JWTExpired
    return refuse({ code: expired ? 'session/expired' : 'session/missing' })
  }
}

function operatorIn(payload: unknown): OperatorCaller {
  const { jti, scopes, sub } = claims.parse(payload)
  return { operatorId: sub as OperatorId, scopes, tokenId: jti }
}

const bytes = (secret: string) => new TextEncoder().encode(secret)
