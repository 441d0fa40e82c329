import type { NewId } from '@palm/client/new-id'
import type { ContractOfferView } from '@palm/shared/api/contract'
import type { ContractId } from '@palm/shared/contract/contract'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal, ApiClient } from '@palm/client/api/api-client'
import { asMember } from '@palm/client/api/as-member'

export interface SigningPorts {
  readonly api: ApiClient
  readonly newId: NewId
  /** Creates the member on the first visit. */
  readonly enter: () => Promise<void>
}

/** A driver reads, agrees to and signs one offer. */
export class SigningStore {
  agreed = false
  signing = false
  refusal: AnyRefusal | null = null
  /** Kept until an answer arrives, so that a retry is the same contract. */
  private number: ContractId | null = null

  constructor(private readonly ports: SigningPorts) {
    makeAutoObservable<this, 'number' | 'ports'>(
      this,
      { number: false, ports: false },
      { autoBind: true },
    )
  }

  toggleAgreed(): void {
    this.agreed = !this.agreed
  }

  /** The signed contract; null if it was refused. */
  async sign({ templateId, textHash, version }: ContractOfferView): Promise<ContractId | null> {
    if (this.signing) return null
    this.begin()
    this.number ??= this.ports.newId('contract')
    const consent = this.agreed ? ('ticked' as const) : null
    const request = { contractId: this.number, templateId, version, textHash, consent }
    const { api, enter } = this.ports
    const answer = await asMember(enter, () => api.call('contract.sign', request))
    // Without an answer it may be signed: a retry asks for the same contract.
    const isSettled = answer.ok || answer.refusal.code.startsWith('contract/')
    if (isSettled) this.number = null
    this.end(answer.ok ? null : answer.refusal)
    return answer.ok ? answer.value.contractId : null
  }

  private begin(): void {
    this.signing = true
    this.refusal = null
  }

  /** Agreement to an outdated text does not count. */
  private end(refusal: AnyRefusal | null): void {
    this.signing = false
    this.refusal = refusal
    if (refusal?.code === 'contract/other-text') this.agreed = false
  }
}
