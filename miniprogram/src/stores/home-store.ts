import type { HomeView, MemberView } from '@palm/shared/api/member'
import { makeAutoObservable } from 'mobx'
import type { Answered, ApiClient } from '@palm/client/api/api-client'
import type { Storage } from '@palm/client/ports'
import { type Loaded, LOADING, reloaded } from '@palm/client/loading/loaded'
import type { Wallet } from '../platform/ports'

export interface HomePorts {
  readonly api: ApiClient
  readonly storage: Storage
  readonly wallet: Pick<Wallet, 'locate'>
  /** The first screen also tells who the member is. */
  readonly know: (member: MemberView) => void
}

/** The form is ours alone; a change of it changes the number, so that older data is dropped. */
const KEY = 'home-2'

/** The first screen: one call, and what was seen last until it is answered. */
export class HomeStore {
  home: Loaded<HomeView>
  /** Null until the driver was asked. */
  located: boolean | null = null
  /** The server has answered since the app was opened. */
  isFresh = false
  /** Loads so far, and the latest one whose answer is on the screen. */
  private asked = 0
  private taken = 0

  constructor(private readonly ports: HomePorts) {
    const kept = ports.storage.read(KEY)
    this.home = isHome(kept) ? { at: 'ready', value: kept } : LOADING
    makeAutoObservable<this, 'asked' | 'ports' | 'taken'>(
      this,
      { asked: false, ports: false, taken: false },
      { autoBind: true },
    )
  }

  get view(): HomeView | null {
    return this.home.at === 'ready' ? this.home.value : null
  }

  /** An answer to an earlier load never replaces that to a later one. */
  async load(): Promise<void> {
    const turn = ++this.asked
    const location = await this.ports.wallet.locate()
    const answer = await this.ports.api.call('member.home', { location })
    if (turn > this.taken) this.take(turn, location !== null, answer)
  }

  private take(turn: number, located: boolean, answer: Answered<'member.home'>): void {
    this.home = reloaded(this.home, answer)
    if (!answer.ok) return
    this.taken = turn
    this.located = located
    this.isFresh = true
    this.ports.know(answer.value.member)
    this.ports.storage.write(KEY, answer.value)
  }
}

/** Enough of its form for a screen that is replaced at once. */
const isHome = (kept: unknown): kept is HomeView =>
  typeof kept === 'object' &&
  kept !== null &&
  'member' in kept &&
  'coupons' in kept &&
  'openOrders' in kept &&
  Array.isArray(kept.openOrders)
