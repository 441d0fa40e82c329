import type { ApprovalView } from '@palm/shared/api/staff'
import type { ApprovalId } from '@palm/shared/order/verbs/approval'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal, Answered, ApiClient } from '@palm/client/api/api-client'
import type { Clock } from '@palm/client/ports'
import { Poll } from '@palm/client/loading/poll'

/** Approval requests are less urgent than the queue. */
const DELAY_MS = 20_000

/** Approval requests: those that this person may answer, and their own. */
export class ApprovalsStore {
  toSettle: readonly ApprovalView[] = []
  own: readonly ApprovalView[] = []
  /** The request that is being answered. */
  busy: ApprovalId | null = null
  refusal: AnyRefusal | null = null
  private readonly poll: Poll

  constructor(private readonly ports: { readonly api: ApiClient; readonly clock: Clock }) {
    this.poll = new Poll(
      ports.clock,
      () => this.load(),
      () => DELAY_MS,
    )
    makeAutoObservable<this, 'poll' | 'ports'>(
      this,
      { poll: false, ports: false },
      { autoBind: true },
    )
  }

  show(): void {
    if (this.poll.isOn) return
    this.poll.start()
    void this.load()
  }

  hide(): void {
    this.poll.stop()
  }

  /** The person's own unanswered requests. */
  get waiting(): readonly ApprovalView[] {
    return this.own.filter(({ at }) => at === 'open')
  }

  async load(): Promise<void> {
    this.take(await this.ports.api.call('staff.approvals', {}))
  }

  async settle(approvalId: ApprovalId, approve: boolean): Promise<void> {
    if (this.busy !== null) return
    this.begin(approvalId)
    const answer = await this.ports.api.call('staff.decide', { approvalId, approve })
    this.finish(answer.ok ? null : answer.refusal)
    await this.load()
  }

  /** An unreadable answer leaves the list unchanged: it is polled again. */
  private take(answer: Answered<'staff.approvals'>): void {
    if (!answer.ok) return
    this.toSettle = answer.value.toSettle
    this.own = answer.value.own
  }

  private begin(approvalId: ApprovalId): void {
    this.busy = approvalId
    this.refusal = null
  }

  private finish(refusal: AnyRefusal | null): void {
    this.busy = null
    this.refusal = refusal
  }
}
