import type { OfferTierView, RechargeOfferView, RechargeView } from '@palm/shared/api/account'
import type { Fen } from '@palm/shared/kernel/fen'
import { makeId } from '@palm/shared/kernel/id'
import type { RechargeId } from '@palm/shared/stored-value/recharge/recharge'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal } from '../api/api-client'
import type { RandomBytes, Wallet, WalletOutcome } from '../platform/ports'
import { type AccountPorts, AccountStore } from './account-store'
import { asMember } from './as-member'
import type { PaymentStep } from './order-store'
import { Poll } from './poll'
import { tierAbove, tierFor } from './recharge-gift'
import { type AmountKey, amountIn, typeAmount } from './typed-amount'

export interface RechargePorts extends AccountPorts {
  readonly wallet: Pick<Wallet, 'pay'>
  readonly randomBytes: RandomBytes
}

const ID_BYTES = 20

const QUICK_YUAN = [100, 200, 300, 500, 800]

/** One look soon after the wallet, then patience: each question is a billed call. */
const UNPROVEN_DELAYS_MS = [3_000, 10_000]

/** 充值: an amount, what it brings, and its payment. */
export class RechargeStore {
  readonly account: AccountStore
  amountText = ''
  step: PaymentStep = 'none'
  /** The one that is being paid, or was. */
  recharge: RechargeView | null = null
  refusal: AnyRefusal | null = null
  /** Kept until it is settled: the same tap again is the same recharge. */
  private rechargeId: RechargeId
  private unprovenLooks = 0
  private readonly poll: Poll

  constructor(private readonly ports: RechargePorts) {
    this.account = new AccountStore(ports)
    this.rechargeId = this.newId()
    this.poll = new Poll(
      ports.clock,
      () => this.look(),
      () => (this.step === 'unproven' ? (UNPROVEN_DELAYS_MS[this.unprovenLooks] ?? null) : null),
    )
    makeAutoObservable<this, 'poll' | 'ports' | 'rechargeId' | 'unprovenLooks'>(
      this,
      { account: false, poll: false, ports: false, rechargeId: false, unprovenLooks: false },
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
  giftFor(amountFen: number): number {
    return tierFor(this.offers, amountFen)?.giftFen ?? 0
  }

  /** It waits for its payment: its amount stands. */
  get isOpen(): boolean {
    return this.recharge?.status === 'requested'
  }

  get isDone(): boolean {
    return this.recharge?.status === 'paid'
  }

  get isPaying(): boolean {
    return this.step === 'opening' || this.step === 'in-wallet' || this.step === 'asking'
  }

  get canPay(): boolean {
    return this.amount !== null && !this.isPaying && this.step !== 'unproven' && !this.isDone
  }

  /** While its screen is seen. */
  show(): void {
    this.poll.start()
  }

  hide(): void {
    this.poll.stop()
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
    this.begin('none')
  }

  type(key: AmountKey): void {
    this.choose(typeAmount(this.amountText, key))
  }

  /** Asks for the recharge and its payment. The same again is the same recharge, paid once. */
  async pay(): Promise<void> {
    const { amount: amountFen, rechargeId } = this
    if (!this.canPay || amountFen === null) return
    this.begin('opening')
    const request = { rechargeId, amountFen, giftFen: this.tier?.giftFen ?? 0 }
    const { api, enter } = this.ports
    const asked = await asMember(enter, () => api.call('account.recharge', request))
    if (!asked.ok) return this.refuse(asked.refusal)
    const { recharge, wallet } = asked.value
    this.know(recharge)
    if (!wallet) return this.endWithoutWallet()
    this.begin('in-wallet')
    await this.settle(await this.ports.wallet.pay(wallet).catch(() => 'unknown'))
  }

  /** Cancels at once, so that its offer is free for another amount. */
  async giveUp(): Promise<void> {
    if (this.isPaying || !this.isOpen) return
    await this.close()
  }

  /** Paid already, or its time is over. */
  private endWithoutWallet(): void {
    const isOver = this.isOpen
    if (isOver) this.forget()
    this.begin(isOver ? 'too-late' : 'none')
  }

  /** The wallet's word is no proof, not even that nothing was charged: the server asks the provider. */
  private async settle(outcome: WalletOutcome): Promise<void> {
    if (outcome === 'cancelled') return this.close()
    this.begin('asking')
    if (await this.isFoundPaid()) return this.begin('none')
    this.begin(outcome === 'failed' ? 'failed' : 'unproven')
  }

  private async close(): Promise<void> {
    this.begin('asking')
    const { rechargeId } = this
    const closed = await this.ports.api.call('account.cancelRecharge', { rechargeId })
    if (closed.ok) this.know(closed.value)
    else if (closed.refusal.code !== 'trade/already-paid') return this.begin('unproven')
    else await this.isFoundPaid()
    this.begin(this.isDone ? 'none' : 'cancelled')
    await this.account.load()
  }

  private async isFoundPaid(): Promise<boolean> {
    const { rechargeId } = this
    const asked = await this.ports.api.call('account.reportRecharge', { rechargeId })
    if (asked.ok) this.know(asked.value)
    if (this.isDone) await Promise.all([this.account.load(), this.ports.enter()])
    return this.isDone
  }

  private async look(): Promise<void> {
    this.unprovenLooks += 1
    if (await this.isFoundPaid()) this.begin('none')
    else if (this.unprovenLooks >= UNPROVEN_DELAYS_MS.length) this.begin('unseen')
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
    this.rechargeId = this.newId()
  }

  private refuse(refusal: AnyRefusal): void {
    this.begin('none')
    this.refusal = refusal
    if (isOver(refusal)) this.forget()
    if (refusal.code === 'recharge/gift-changed') void this.account.load()
  }

  private begin(step: PaymentStep): void {
    if (step !== 'unproven') this.unprovenLooks = 0
    this.step = step
    this.refusal = null
    this.poll.again()
  }

  private newId(): RechargeId {
    return makeId('recharge', this.ports.randomBytes(ID_BYTES))
  }
}

/** Its number is no good for another try. */
const isOver = ({ code }: AnyRefusal) =>
  code === 'recharge/closed' ||
  code === 'recharge/id-taken' ||
  code === 'recharge/requested-otherwise'
