import type { Notice } from './phone'

/**
 * Requests of the wallet app on a persona's phone to its servers, which the local stack emulates.
 */
export interface WalletServer {
  callFunction(name: string, data: unknown): Promise<CloudReply>
  /** `request` is the mini-program's argument to the wallet. */
  offer(request: unknown): Promise<{ readonly ok: boolean; readonly offer?: Offer }>
  pay(reference: string): Promise<{ readonly outcome: PayOutcome }>
  cancel(): Promise<void>
  authCode(): Promise<string>
  acceptMessages(templateIds: readonly string[]): Promise<unknown>
  shareNumber(number: string): Promise<SharedNumber>
  notices(): Promise<readonly Notice[]>
  /** Time of the stack's clock. */
  nowMs(): Promise<number>
}

export type CloudReply =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly errCode: number; readonly errMsg: string }

export type SharedNumber =
  | { readonly ok: true; readonly code?: string; readonly response?: string }
  | { readonly ok: false; readonly errno: number }

export type PayOutcome = 'paid' | 'cancelled' | 'failed' | 'unknown' | 'silence'

interface Offer {
  readonly reference: string
  /** The payee's account with the provider, if it is not the operator's own. */
  readonly account?: string
}

export function openWalletServer(origin: string, persona: string): WalletServer {
  async function post<Reply>(path: string, body: unknown = {}): Promise<Reply> {
    const response = await fetch(`${origin}/phone/${persona}/wallet/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`the wallet's server answers ${response.status} to ${path}`)
    return (await response.json()) as Reply
  }
  return {
    callFunction: (name, data) => post('call-function', { name, data }),
    offer: (request) => post('offer', request),
    pay: (reference) => post('pay', { reference }),
    cancel: () => post('cancel'),
    authCode: async () => (await post<{ authCode: string }>('auth-code')).authCode,
    acceptMessages: (templateIds) => post('accept-messages', { templateIds }),
    shareNumber: (number) => post('phone-number', { number }),
    notices: async () =>
      (await (
        await fetch(`${origin}/phone/${persona}/wallet/notices`)
      ).json()) as readonly Notice[],
    nowMs: async () =>
      ((await (await fetch(`${origin}/_stack/clock`)).json()) as { nowMs: number }).nowMs,
  }
}
