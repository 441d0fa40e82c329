import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { MemberId, WalletIdentity } from '@palm/shared/member/member'
import type { Audience, EdgeRefusal } from '@palm/shared/api/action'
import { type ActionName, policyOf } from '@palm/shared/api/actions'
import { type Credentials, liveSecrets } from '../../credentials/credentials'
import type { Database } from '../../database/session'
import type { Invocation, WechatCaller } from '../invocation'
import { memberIdOf } from './member-id'
import { type OperatorCaller, operatorFor } from './operator-caller'
import { mintedAtMs, readToken } from './token'

/** A person known to their wallet. */
export interface MemberCaller {
  readonly memberId: MemberId
  /**
   * Id of the wallet's own member: another one where the wallet has joined it (decision 16). Staff, who
   * work with one phone, are known by it.
   */
  readonly walletId: MemberId
  /** Vouched for by WeChat in this call; over HTTP it is in the member's document. */
  readonly identity: WalletIdentity | null
  /** When the session was opened; null if a wallet vouches for each call. */
  readonly sessionSinceMs: EpochMs | null
}

/** An anonymous caller, known only by the wallet's identity or the request's address. */
export interface Stranger {
  readonly from: string
}

/** Caller type of a handler. Staff are members first; their permissions are in their document. */
export type CallerFor<Whom extends Audience> = Whom extends 'member' | 'staff'
  ? MemberCaller
  : Whom extends 'operator'
    ? OperatorCaller
    : Whom extends 'anyone'
      ? Stranger
      : null

export const isOperator = (
  caller: MemberCaller | OperatorCaller | null,
): caller is OperatorCaller => caller !== null && 'operatorId' in caller

export interface AuthenticationContext {
  readonly credentials: () => Promise<Credentials>
  readonly database: Pick<Database, 'get'>
  readonly clock: () => EpochMs
}

/**
 * Authenticates the caller from unforgeable data: the invocation's identity, a signed token or an
 * operator's key. Checks the parts of the policy line that need no other document; permissions of
 * staff are checked where their document is read, and reaches of operators where the target is.
 */
export async function authenticate(
  action: ActionName,
  invocation: Invocation,
  { clock, credentials, database }: AuthenticationContext,
): Promise<Result<MemberCaller | OperatorCaller | null, EdgeRefusal>> {
  const { who } = policyOf(action)
  if (who === 'anyone') return ok(null)
  if (invocation.by === 'call' && invocation.wechat) {
    if (who === 'operator') return refuse({ code: 'caller/forbidden' })
    return ok(wechatMember(invocation.wechat))
  }
  if (invocation.by !== 'http') return refuse({ code: 'session/missing' })
  const token = /^Bearer (\S{1,2048})$/.exec(invocation.headers['authorization'] ?? '')?.[1]
  if (token === undefined) return refuse({ code: 'session/missing' })
  if (who === 'operator') return operatorFor(action, token, database)
  const { sessionSecret, sessionSecretBeside } = await credentials()
  const live = liveSecrets(sessionSecret, sessionSecretBeside)
  const read = await readToken(token, live, 'member', clock())
  if (!read.ok) return read
  const sessionSinceMs = mintedAtMs(token)
  const { memberId, walletId } = read.value
  // An attendant's rights belong to their wallet, also where it has joined another member.
  const asked = who === 'staff' ? walletId : memberId
  return ok({ memberId: asked, walletId, identity: null, sessionSinceMs })
}

function wechatMember({ appId, openId }: WechatCaller): MemberCaller {
  const identity: WalletIdentity = { provider: 'wechat', appId, openId }
  const memberId = memberIdOf(identity)
  return { memberId, walletId: memberId, identity, sessionSinceMs: null }
}
