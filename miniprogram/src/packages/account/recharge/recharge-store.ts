import type { AnyRefusal } from '@palm/client/api/api-client'
import { asMember } from '@palm/client/api/as-member'
import type { NewId } from '@palm/client/new-id'
import {
  type OpenedPayment,
  PaymentFlow,
  type PaymentPorts,
  type PaymentSeen,
  type PaymentStep,
} from '@palm/client/payment/payment-flow'
import type { OfferTierView, RechargeOfferView, RechargeView } from '@palm/shared/api/account'
import { type Fen, NO_FEN } from '@palm/shared/kernel/fen'
import { ok, type Result } from '@palm/shared/kernel/result'
import type { RechargeId } from '@palm/shared/stored-value/recharge/recharge'
import { makeAutoObservable } from 'mobx'
import { type AccountPorts, AccountStore } from '../../../stores/account-store'
import { type AmountKey, amountIn, typeAmount } from '../../../stores/typed-amount'
import { tierAbove, tierFor } from './recharge-gift'

export interface RechargePorts extends AccountPorts, PaymentPorts {
  readonly newId: NewId
}

const QUICK_YUAN = [100, 200, 300, 500, 800]

/** 充值: an amount, what it brings, and its payment. */
export class RechargeStore {
  readonly account: AccountStore
  readonly payment: PaymentFlow
  amountText = ''
  /** The one that is being paid, or was. */
  recharge: RechargeView | null = null
  /** Kept until it is settled: the same tap again is the same recharge. */
  private rechargeId: RechargeId

  constructor(private readonly ports: RechargePorts) {
    this.account = new AccountStore(ports)
    this.rechargeId = ports.newId('recharge')
    this.payment = new PaymentFlow(ports, {
      report: () => this.report(),
      read: () => this.read(),
      abandon: () => this.close(),
    })
    makeAutoObservable<this, 'ports' | 'rechargeId'>(
      this,
      { account: false, payment: false, ports: false, rechargeId: false },
      { autoBind: true },
    )
  }

  get amount(): Fen | null {
    return amountIn(this.amountText)
  }

  get tier(): OfferTierView | null {
    return this.amount === null ? null : tierFor(this.offers, this.amount)
  }

  get nextTier(): OfferTierView | null {
    return this.amount === null ? null : tierAbove(this.offers, this.amount)
  }

  /** An offer already used by this member, shown so that its missing gift is explained. */
  get usedOffer(): RechargeOfferView | null {
    if (this.tier || this.nextTier) return null
    const isUsed = ({ unmet }: RechargeOfferView) =>
      unmet?.code === 'offer/month-used' || unmet?.code === 'offer/used-up'
    return this.offers.find(isUsed) ?? null
  }

  /** Whole yuan that many people take, as far as they fit into the account with what they bring. */
  get quick(): readonly string[] {
    const roomFen = this.account.view?.limits.roomFen ?? 0
    const fits = (amountFen: number) => amountFen + this.giftFor(amountFen) <= roomFen
    return QUICK_YUAN.filter((yuan) => fits(yuan * 100)).map(String)
  }

  /** Gift for an amount. */
  giftFor(amountFen: number): Fen {
    return tierFor(this.offers, amountFen)?.giftFen ?? NO_FEN
  }

  /** It waits for its payment: its amount stands. */
  get isOpen(): boolean {
    return this.recharge?.status === 'requested'
  }

  get isDone(): boolean {
    return this.recharge?.status === 'paid'
  }

  get step(): PaymentStep {
    return this.payment.step
  }

  get refusal(): AnyRefusal | null {
    return this.payment.refusal
  }

  get isPaying(): boolean {
    return this.payment.isUnderWay
  }

  get canPay(): boolean {
    return this.amount !== null && this.payment.isFree && !this.isDone
  }

  /** While its screen is seen. */
  show(): void {
    this.payment.show()
  }

  hide(): void {
    this.payment.hide()
  }

  /** Loads the offers, and the open recharge, if there is one. */
  async load(): Promise<void> {
    await this.account.load()
    const { open } = this.account
    if (open && this.recharge === null && this.step === 'none') this.resume(open)
  }

  choose(amountText: string): void {
    if (this.isOpen || this.isPaying) return
    this.amountText = amountText
    this.payment.reset()
  }

  type(key: AmountKey): void {
    this.choose(typeAmount(this.amountText, key))
  }

  /** Asks for the recharge and its payment. The same again is the same recharge, paid once. */
  async pay(): Promise<void> {
    const { amount } = this
    if (this.canPay && amount !== null) await this.payment.pay(() => this.open(amount))
  }

  /** Cancels at once, so that its offer is free for another amount. */
  async giveUp(): Promise<void> {
    if (!this.isPaying && this.isOpen) await this.payment.abandon()
  }

  private async open(amountFen: Fen): Promise<Result<OpenedPayment, AnyRefusal>> {
    const { api, enter } = this.ports
    const { rechargeId } = this
    const request = { rechargeId, amountFen, giftFen: this.tier?.giftFen ?? NO_FEN }
    const asked = await asMember(enter, () => api.call('account.recharge', request))
    if (!asked.ok) {
      this.learnFrom(asked.refusal)
      return asked
    }
    const { recharge, wallet } = asked.value
    this.know(recharge)
    if (!wallet && this.isOpen) this.forget()
    return ok({ seen: SEEN[recharge.status], wallet })
  }

  private async report(): Promise<PaymentSeen> {
    const { rechargeId } = this
    const asked = await this.ports.api.call('account.reportRecharge', { rechargeId })
    if (!asked.ok) return 'unknown'
    this.know(asked.value)
    if (this.isDone) await Promise.all([this.account.load(), this.ports.enter()])
    return SEEN[asked.value.status]
  }

  private async read(): Promise<PaymentSeen> {
    await this.account.load()
    const found = this.account.view?.recharges.find((one) => one.rechargeId === this.rechargeId)
    if (!found) return 'unknown'
    this.know(found)
    if (this.isDone) await this.ports.enter()
    return SEEN[found.status]
  }

  /** Closes the recharge, so that its offer is free; unless it was paid all the same. */
  private async close(): Promise<PaymentSeen> {
    const { rechargeId } = this
    const closed = await this.ports.api.call('account.cancelRecharge', { rechargeId })
    if (!closed.ok) {
      return closed.refusal.code === 'trade/already-paid' ? this.report() : 'unknown'
    }
    this.know(closed.value)
    await this.account.load()
    return this.isDone ? 'settled' : 'open'
  }

  private get offers() {
    return this.account.view?.offers ?? []
  }

  private resume(recharge: RechargeView): void {
    this.rechargeId = recharge.rechargeId
    this.amountText = String(recharge.amountFen / 100)
    this.know(recharge)
  }

  /** One that is closed makes room for the next, which has a number of its own. */
  private know(recharge: RechargeView): void {
    this.recharge = recharge
    if (recharge.status === 'closed') this.forget()
  }

  private forget(): void {
    this.recharge = null
    this.rechargeId = this.ports.newId('recharge')
  }

  private learnFrom(refusal: AnyRefusal): void {
    if (isOver(refusal)) this.forget()
    if (refusal.code === 'recharge/gift-changed') void this.account.load()
  }
}

const SEEN: Readonly<Record<RechargeView['status'], PaymentSeen>> = {
  requested: 'open',
  paid: 'settled',
  refunded: 'settled',
  closed: 'over',
}

/** Its number is no good for another try. */
const isOver = ({ code }: AnyRefusal) =>
  code === 'recharge/closed' ||
  code === 'recharge/id-taken' ||
  code === 'recharge/requested-otherwise'
