import type { Result } from '@palm/shared/kernel/result'
import type { Storage, Transport } from '../ports'

type SignIn = (authCode: string) => Promise<Result<{ token: string }, { code: string }>>

const KEY = 'session'

/**
 * Session token for wallets whose calls carry no identity. It is renewed silently: the driver has
 * consented once in the wallet.
 */
export class Session {
  token: string | null
  private renewal: Promise<boolean> | null = null

  constructor(
    private readonly storage: Storage,
    private readonly authCode: Transport['authCode'],
    private readonly signIn: SignIn,
  ) {
    const kept = storage.read(KEY)
    this.token = typeof kept === 'string' && kept !== '' ? kept : null
  }

  /** Renews the token; returns whether there is one. Concurrent calls share one renewal. */
  renew(): Promise<boolean> {
    this.renewal ??= this.renewOnce().finally(() => {
      this.renewal = null
    })
    return this.renewal
  }

  private async renewOnce(): Promise<boolean> {
    if (!this.authCode) return false
    this.token = null
    const authCode = await this.authCode().catch(() => null)
    if (authCode === null) return false
    const signedIn = await this.signIn(authCode)
    if (!signedIn.ok) return false
    this.token = signedIn.value.token
    this.storage.write(KEY, this.token)
    return true
  }
}
