import type { CloudReply, NumberReply, OfferReply, PayReply } from '../../wallet/wallet-call'

/** The wallet's own servers. All calls reject when they are unreachable. */
export interface WalletServer {
  offer(request: unknown): Promise<OfferReply>
  pay(reference: string): Promise<PayReply>
  cancel(): Promise<unknown>
  callFunction(name: string, data: unknown): Promise<CloudReply>
  authCode(): Promise<{ authCode: string }>
  acceptMessages(templateIds: readonly string[]): Promise<unknown>
  shareNumber(number: string): Promise<NumberReply>
}

export function connectWallet(personaId: string): WalletServer {
  async function post<Reply>(path: string, body: unknown): Promise<Reply> {
    const response = await fetch(`/phone/${personaId}/wallet/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`the wallet's server answers ${response.status}`)
    return (await response.json()) as Reply
  }
  return {
    offer: (request) => post('offer', request),
    pay: (reference) => post('pay', { reference }),
    cancel: () => post('cancel', {}),
    callFunction: (name, data) => post('call-function', { name, data }),
    authCode: () => post('auth-code', {}),
    acceptMessages: (templateIds) => post('accept-messages', { templateIds }),
    shareNumber: (number) => post('phone-number', { number }),
  }
}
