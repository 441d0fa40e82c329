import type { Sent } from '@palm/shared/api/actions'
import type { MemberView } from '@palm/shared/api/member'
import type { Vehicle } from '@palm/shared/member/vehicle'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal, ApiClient } from '@palm/client/api/api-client'
import type { Storage } from '@palm/client/ports'
import { type Loaded, LOADING, reloaded } from '@palm/client/loading/loaded'

const KEYS = { profile: 'profile-skipped', phone: 'phone-skipped' } as const
type Asked = keyof typeof KEYS

/** The driver as a member. Paying never waits for it. */
export class MemberStore {
  member: Loaded<MemberView> = LOADING
  saving = false
  refusal: AnyRefusal | null = null
  private skipped: Readonly<Record<Asked, boolean>>

  constructor(
    private readonly api: ApiClient,
    private readonly storage: Storage,
  ) {
    const isSkipped = (asked: Asked) => storage.read(KEYS[asked]) === true
    this.skipped = { profile: isSkipped('profile'), phone: isSkipped('phone') }
    makeAutoObservable<this, 'api' | 'storage'>(
      this,
      { api: false, storage: false },
      { autoBind: true },
    )
  }

  get profile(): MemberView['profile'] {
    return this.member.at === 'ready' ? this.member.value.profile : null
  }

  /** True if the driver has no profile and has not declined to give one. */
  get isNew(): boolean {
    return this.member.at === 'ready' && this.profile === null && !this.skipped.profile
  }

  /** True if the driver has no number and has not declined to bind one. */
  get mayBind(): boolean {
    const { member } = this
    return member.at === 'ready' && member.value.phone === null && !this.skipped.phone
  }

  skipProfile(): void {
    this.skip('profile')
  }

  skipPhone(): void {
    this.skip('phone')
  }

  /** The member as another answer has brought them. */
  know(member: MemberView): void {
    this.member = { at: 'ready', value: member }
  }

  /** Creates the member on the first visit. */
  async enter(): Promise<void> {
    this.take(await this.api.call('member.enter', {}))
  }

  /** Returns whether it was saved. */
  async saveProfile(profile: Sent<'member.saveProfile'>): Promise<boolean> {
    this.saving = true
    this.refusal = null
    const saved = await this.api.call('member.saveProfile', profile)
    this.finishSaving(saved.ok ? null : saved.refusal)
    if (saved.ok) this.take(saved)
    return saved.ok
  }

  /** Returns whether they were saved. */
  async saveVehicles(vehicles: readonly Vehicle[]): Promise<boolean> {
    this.saving = true
    this.refusal = null
    const saved = await this.api.call('member.saveVehicles', { vehicles: [...vehicles] })
    this.finishSaving(saved.ok ? null : saved.refusal)
    if (saved.ok) this.take(saved)
    return saved.ok
  }

  private skip(asked: Asked): void {
    this.skipped = { ...this.skipped, [asked]: true }
    this.storage.write(KEYS[asked], true)
  }

  private take(answer: Parameters<typeof reloaded<MemberView>>[1]): void {
    this.member = reloaded(this.member, answer)
  }

  private finishSaving(refusal: AnyRefusal | null): void {
    this.saving = false
    this.refusal = refusal
  }
}
