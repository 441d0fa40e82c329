import type {
  ContractEstimate,
  ContractOfferView,
  ContractView,
  SignedText,
} from '@palm/shared/api/contract'
import type { ContractHistory } from '@palm/shared/order/after/contract-history'
import { type ContractId, isRunning } from '@palm/shared/contract/contract'
import type { ContractTemplateId } from '@palm/shared/contract/template'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal, ApiClient } from '@palm/client/api/api-client'
import { type Loaded, LOADING, reloaded } from '@palm/client/loading/loaded'

export interface ContractsPorts {
  readonly api: ApiClient
}

/** Contracts that the driver can sign or has signed. */
export class ContractsStore {
  offers: Loaded<readonly ContractOfferView[]> = LOADING
  contracts: Loaded<readonly ContractView[]> = LOADING
  /** Text of the contract opened last; null before. */
  text: Loaded<SignedText> | null = null
  /** Fills of the contract opened last; null before. */
  history: Loaded<ContractHistory> | null = null
  /** Expectation of the offer opened last; null before. */
  estimate: Loaded<ContractEstimate> | null = null
  cancelling = false
  /** Why withdrawing was refused. */
  refusal: AnyRefusal | null = null

  constructor(private readonly ports: ContractsPorts) {
    makeAutoObservable<this, 'ports'>(this, { ports: false }, { autoBind: true })
  }

  get running(): readonly ContractView[] {
    return this.all.filter(({ state }) => isRunning(state))
  }

  get over(): readonly ContractView[] {
    return this.all.filter(({ state }) => !isRunning(state))
  }

  offerOf(id: ContractTemplateId): ContractOfferView | null {
    const offers = this.offers.at === 'ready' ? this.offers.value : []
    return offers.find(({ templateId }) => templateId === id) ?? null
  }

  contractOf(id: ContractId): ContractView | null {
    return this.all.find(({ contractId }) => contractId === id) ?? null
  }

  async load(): Promise<void> {
    await Promise.all([this.loadOffers(), this.loadMine()])
  }

  async loadOffers(): Promise<void> {
    const answer = await this.ports.api.call('contract.offers', {})
    this.takeOffers(answer.ok ? { ok: true, value: answer.value.offers } : answer)
  }

  async loadMine(): Promise<void> {
    const answer = await this.ports.api.call('contract.mine', {})
    this.takeMine(answer.ok ? { ok: true, value: answer.value.contracts } : answer)
  }

  async loadHistory(contractId: ContractId): Promise<void> {
    const answer = await this.ports.api.call('contract.history', { contractId })
    this.takeHistory(reloaded(this.history ?? LOADING, answer))
  }

  async loadEstimate(templateId: ContractTemplateId): Promise<void> {
    const answer = await this.ports.api.call('contract.estimate', { templateId })
    this.takeEstimate(reloaded(this.estimate ?? LOADING, answer))
  }

  /** Loaded on demand: it can be long. */
  async readText(contractId: ContractId): Promise<void> {
    this.takeText(LOADING)
    const answer = await this.ports.api.call('contract.text', { contractId })
    this.takeText(reloaded(LOADING, answer))
  }

  async cancel(contractId: ContractId): Promise<void> {
    if (this.cancelling) return
    this.begin()
    const answer = await this.ports.api.call('contract.cancel', { contractId })
    this.end(answer.ok ? null : answer.refusal)
    await this.loadMine()
  }

  private get all(): readonly ContractView[] {
    return this.contracts.at === 'ready' ? this.contracts.value : []
  }

  private begin(): void {
    this.cancelling = true
    this.refusal = null
  }

  private end(refusal: AnyRefusal | null): void {
    this.cancelling = false
    this.refusal = refusal
  }

  private takeOffers(answer: Parameters<typeof reloaded<readonly ContractOfferView[]>>[1]): void {
    this.offers = reloaded(this.offers, answer)
  }

  private takeMine(answer: Parameters<typeof reloaded<readonly ContractView[]>>[1]): void {
    this.contracts = reloaded(this.contracts, answer)
  }

  private takeHistory(history: ContractsStore['history']): void {
    this.history = history
  }

  private takeEstimate(estimate: ContractsStore['estimate']): void {
    this.estimate = estimate
  }

  private takeText(text: ContractsStore['text']): void {
    this.text = text
  }
}
