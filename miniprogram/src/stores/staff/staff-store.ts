import type { NewId } from '@palm/client/new-id'
import type { DutyView, StaffView } from '@palm/shared/api/staff'
import type { Result } from '@palm/shared/kernel/result'
import type { StationId } from '@palm/shared/station/station'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal, ApiClient } from '@palm/client/api/api-client'
import type { Storage } from '@palm/client/ports'
import { type Loaded, LOADING, reloaded } from '@palm/client/loading/loaded'

export interface StaffPorts {
  readonly api: ApiClient
  readonly storage: Storage
  readonly newId: NewId
}

const KEY = 'staff'
/**
 * The attendant and their duty. Both are kept on the phone during the duty, with the hour keys that
 * verify passphrases, so that verification works without network.
 */
export class StaffStore {
  me: Loaded<StaffView>
  busy = false
  /** Refusal of the last request. */
  refusal: AnyRefusal | null = null

  constructor(private readonly ports: StaffPorts) {
    const kept = readKept(ports.storage.read(KEY))
    this.me = kept ? { at: 'ready', value: kept } : LOADING
    makeAutoObservable<this, 'ports'>(this, { ports: false }, { autoBind: true })
  }

  get duty(): DutyView | null {
    return this.me.at === 'ready' ? this.me.value.duty : null
  }

  async load(): Promise<void> {
    const answer = await this.ports.api.call('staff.me', {})
    if (!answer.ok && isNoStaff(answer.refusal)) this.leave(answer.refusal)
    else this.take(answer)
  }

  /** Returns whether they are staff now. */
  join(code: string): Promise<boolean> {
    return this.change(() => this.ports.api.call('staff.join', { code }))
  }

  startDuty(stationId: StationId): Promise<boolean> {
    return this.change(async () => {
      const dutyId = this.ports.newId('duty')
      const started = await this.ports.api.call('staff.startDuty', { dutyId, stationId })
      return started.ok ? this.withDuty(started.value) : started
    })
  }

  endDuty(): Promise<boolean> {
    return this.change(() => this.ports.api.call('staff.endDuty', {}))
  }

  private async change(ask: () => Promise<Result<StaffView, AnyRefusal>>): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    this.refusal = null
    const answer = await ask()
    this.finish(answer)
    return answer.ok
  }

  private withDuty(duty: DutyView): Result<StaffView, AnyRefusal> {
    return this.me.at === 'ready'
      ? { ok: true, value: { ...this.me.value, duty } }
      : { ok: false, refusal: { code: 'staff/not-staff' } }
  }

  private finish(answer: Result<StaffView, AnyRefusal>): void {
    this.busy = false
    this.refusal = answer.ok ? null : answer.refusal
    if (answer.ok) this.take(answer)
  }

  private take(answer: Result<StaffView, AnyRefusal>): void {
    this.me = reloaded(this.me, answer)
    if (answer.ok) this.ports.storage.write(KEY, answer.value)
  }

  /** They are no longer staff: deletes the keys. */
  private leave(refusal: AnyRefusal): void {
    this.me = { at: 'refused', refusal }
    this.ports.storage.remove(KEY)
  }
}

/** Never was staff, or was removed. */
export const isNoStaff = ({ code }: AnyRefusal): boolean =>
  code === 'caller/forbidden' || code === 'staff/not-staff'

/** The format is ours alone; data of older versions is dropped. */
function readKept(stored: unknown): StaffView | null {
  const isStaff =
    typeof stored === 'object' && stored !== null && 'stations' in stored && 'duty' in stored
  if (!isStaff) return null
  const kept = stored as StaffView
  // An earlier version kept day keys, which are no longer valid.
  return kept.duty && !('hourKeys' in kept.duty) ? null : kept
}
