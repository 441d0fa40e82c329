import type { ActionName, FunctionName, Refusal, Reply, Sent } from '@palm/shared/api/actions'
import { refuse, type Result } from '@palm/shared/kernel/result'
import type { Clock, Network, Storage, Transport } from '../ports'
import { Session } from './session'

/** The only way from a screen to the cloud functions. */
export interface ApiClient {
  call<Name extends ActionName>(name: Name, request: Sent<Name>): Promise<Answered<Name>>
}

export type Answered<Name extends ActionName> = Result<Reply<Name>, Refusal<Name> | ClientRefusal>

/** Every refusal that a screen may have to put into words. */
export type AnyRefusal = Refusal<ActionName> | ClientRefusal

/** Refusals made by the phone itself. */
export type ClientRefusal =
  /** No network: nothing was sent. */
  | { readonly code: 'client/offline' }
  /** Sent, but there was no answer in time, or an invalid one. The outcome is unknown. */
  | { readonly code: 'client/no-answer' }
  /** The attendant's queue has changed in the meantime. */
  | { readonly code: 'client/not-in-queue' }
  /** The attendant scanned something other than a passphrase. */
  | { readonly code: 'client/not-a-passphrase' }
  /** The offline limit of this duty for orders that the server has not listed is reached. */
  | { readonly code: 'client/offline-limit' }

export interface ApiClientPorts {
  readonly transport: Transport
  readonly storage: Storage
  readonly network: Pick<Network, 'isOnline'>
  readonly clock: Clock
}

/** Longer than a function's own deadline for calls to payment providers. */
const DEADLINE_MS = 12_000

/** A busy service has done nothing: the same request is retried after these delays. */
const BUSY_DELAYS_MS = [300, 1_200]

export function createApiClient(ports: ApiClientPorts): ApiClient {
  const send: ApiClient['call'] = (name, request) => sendOnce(ports, session, name, request)
  const session = new Session(ports.storage, ports.transport.authCode, (authCode) =>
    send('member.signIn', { authCode }),
  )
  return {
    call: async (name, request) => {
      const answer = await sendWhileBusy(ports.clock, () => send(name, request))
      if (answer.ok || !wantsSession(answer.refusal) || !(await session.renew())) return answer
      return sendWhileBusy(ports.clock, () => send(name, request))
    },
  }
}

async function sendWhileBusy<Value, Refused extends { readonly code: string }>(
  clock: Clock,
  send: () => Promise<Result<Value, Refused>>,
): Promise<Result<Value, Refused>> {
  for (const delayMs of BUSY_DELAYS_MS) {
    const answer = await send()
    if (answer.ok || answer.refusal.code !== 'service/busy') return answer
    await new Promise<void>((resolve) => clock.after(delayMs, resolve))
  }
  return send()
}

const wantsSession = ({ code }: { readonly code: string }) =>
  code === 'session/missing' || code === 'session/expired'

async function sendOnce<Name extends ActionName>(
  { clock, network, transport }: ApiClientPorts,
  session: Session,
  name: Name,
  request: Sent<Name>,
): Promise<Answered<Name>> {
  if (!network.isOnline()) return refuse({ code: 'client/offline' })
  let abandon = () => {}
  const deadline = new Promise<null>((resolve) => {
    abandon = clock.after(DEADLINE_MS, () => resolve(null))
  })
  const answer = transport
    .call({ functionName: functionOf(name), action: name, request, token: session.token })
    .catch(() => null)
  const first = await Promise.race([answer, deadline])
  abandon()
  return readAnswer(first)
}

/** `order.place` is served by the function `order`. */
const functionOf = (name: ActionName) => name.slice(0, name.indexOf('.')) as FunctionName

/**
 * Checks the envelope; the content is trusted, since the server uses the same action list. Anything
 * without the envelope (a gateway's page, null) counts as no answer.
 */
function readAnswer<Name extends ActionName>(answer: unknown): Answered<Name> {
  if (typeof answer === 'object' && answer !== null && 'ok' in answer) {
    if (answer.ok === true && 'reply' in answer) {
      return { ok: true, value: answer.reply as Reply<Name> }
    }
    if (answer.ok === false && 'refusal' in answer && hasCode(answer.refusal)) {
      return refuse(answer.refusal as Refusal<Name>)
    }
  }
  // With this code the gateway has certainly not called the function.
  if (hasCode(answer) && answer.code === 'EXCEED_RATELIMIT') {
    return refuse({ code: 'request/too-often', retryAfterMs: 1_000 })
  }
  return refuse({ code: 'client/no-answer' })
}

const hasCode = (refusal: unknown): refusal is { readonly code: string } =>
  typeof refusal === 'object' &&
  refusal !== null &&
  'code' in refusal &&
  typeof refusal.code === 'string'
