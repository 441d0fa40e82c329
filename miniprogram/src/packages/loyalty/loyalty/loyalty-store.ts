import type { LoyaltyDetails } from '@palm/shared/api/member'
import type { PointsMovements } from '@palm/shared/member/points-movements'
import type { PointsRow } from '@palm/shared/points/decision'
import { makeAutoObservable } from 'mobx'
import type { ApiClient } from '@palm/client/api/api-client'
import { asMember } from '@palm/client/api/as-member'
import { type Loaded, LOADING, reloaded } from '@palm/client/loading/loaded'
import { PagedStore } from '@palm/client/loading/paged-store'

export interface LoyaltyPorts {
  readonly api: ApiClient
  /** Creates the member on the first visit. */
  readonly enter: () => Promise<void>
}

/** The driver's points and level, and their benefits. */
export class LoyaltyStore {
  details: Loaded<LoyaltyDetails> = LOADING
  /** Begins with the latest, which come with the details. */
  readonly movements: PagedStore<PointsRow>

  constructor(private readonly ports: LoyaltyPorts) {
    this.movements = new PagedStore((beforeMs) => movementsFrom(ports.api, beforeMs))
    makeAutoObservable<this, 'ports'>(this, { ports: false }, { autoBind: true })
  }

  async load(): Promise<void> {
    const { api, enter } = this.ports
    this.take(reloaded(this.details, await asMember(enter, () => api.call('member.loyalty', {}))))
  }

  private take(details: Loaded<LoyaltyDetails>): void {
    this.details = details
    const points = details.at === 'ready' ? details.value.points : null
    if (points) this.movements.begin(pageOf(points.movements))
  }
}

const pageOf = ({ nextBeforeMs, rows }: PointsMovements) => ({ items: rows, nextBeforeMs })

async function movementsFrom(api: ApiClient, beforeMs: number | null) {
  const answer = await api.call('member.pointsMovements', { beforeMs })
  return answer.ok ? { ok: true as const, value: pageOf(answer.value) } : answer
}
