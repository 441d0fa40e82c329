import type { NewId } from '@palm/client/new-id'
import type { NozzleView, StationWithNozzles } from '@palm/shared/api/station'
import type { CouponId } from '@palm/shared/coupon/coupon'
import type { Fen } from '@palm/shared/kernel/fen'
import { type Millilitre, volumeFor } from '@palm/shared/kernel/volume'
import { stationIdOf } from '@palm/shared/station/apply-sheet'
import { parseNozzleCode } from '@palm/shared/station/nozzle-code'
import type { OrderId } from '@palm/shared/order/facts/order'
import type { Location, NozzleId, SaleWay, StationId } from '@palm/shared/station/station'
import type { TenderUse } from '@palm/shared/order/price/tender-choice'
import { makeAutoObservable } from 'mobx'
import type { AnyRefusal, Answered, ApiClient } from '@palm/client/api/api-client'
import { type Loaded, LOADING } from '@palm/client/loading/loaded'
import type { PaymentStep } from '@palm/client/payment/payment-flow'
import { type OrderPorts, OrderStore } from '../../../stores/order/order-store'
import type { Wallet } from '../../../platform/ports'
import type { Arrivals } from '../../../stores/arrivals'
import type { ScanAhead } from '../../../stores/scan-ahead'
import { HabitStore } from './habit-store'
import type { Habits } from './habits'
import { type PayDoubt, payDoubt } from './pay-doubt'
import { OwnPaymentStore, ownPaymentOf } from './own-payment'
import { QuoteStore } from './quote-store'
import { type AmountKey, amountIn, isRefused, typeAmount } from '../../../stores/typed-amount'

export interface CashierPorts extends OrderPorts {
  readonly wallet: OrderPorts['wallet'] & Pick<Wallet, 'locate'>
  readonly api: ApiClient
  readonly newId: NewId
  readonly arrivals: Pick<Arrivals, 'came'>
  readonly scan: ScanAhead['scan']
  /** The driver's habits; missing where nothing is known of them. */
  readonly habits?: (() => Habits) | undefined
}

/** How the driver came here: with a code, or with a station from the list. */
export type CashierOpening = { readonly scanned: string } | { readonly stationId: StationId }

/** A sale before it becomes an order: station, nozzle, way and amount. */
export class CashierStore {
  sale: Loaded<StationWithNozzles> = LOADING
  nozzle: NozzleView | null = null
  way: SaleWay = 'fuel-first'
  /** As typed, in yuan. */
  amountText = ''
  /** Price of the sale. */
  readonly price: QuoteStore
  /** Vehicle and usual amounts of this driver. */
  readonly usual: HabitStore
  /** The amount is being typed on the keypad. */
  typing = false
  /** The question before the member's own account pays. */
  readonly own = new OwnPaymentStore()
  /** A question before the payment; null if there is none. */
  doubt: PayDoubt | null = null
  /** Asked and answered: nobody is asked twice on one screen. */
  private isSure = false
  /** The last key would have made the amount larger than any. */
  overflow = false
  /** Where the driver is, unless a code at the station says it. */
  private from: Location | null = null
  /** The order of this sale, after the first attempt to pay. */
  checkout: OrderStore | null = null
  /** Edited since the last attempt, whose messages are therefore outdated. */
  private edited = false
  private placed = ''
  private seen = false

  constructor(
    private readonly ports: CashierPorts,
    private opening: CashierOpening,
  ) {
    this.price = new QuoteStore(ports)
    this.usual = new HabitStore(ports.habits)
    makeAutoObservable<this, 'opening' | 'placed' | 'ports' | 'seen'>(
      this,
      {
        opening: false,
        own: false,
        placed: false,
        ports: false,
        price: false,
        seen: false,
        usual: false,
      },
      { autoBind: true },
    )
  }

  get amount(): Fen | null {
    return amountIn(this.amountText)
  }

  get volume(): Millilitre | null {
    if (this.amount === null || !this.nozzle) return null
    return volumeFor(this.amount, this.nozzle.pumpPriceFen)
  }

  get isLargeVolume(): boolean {
    return this.volume !== null && this.usual.isLarge(this.volume)
  }

  /** 加满: only a preset can be made for a tank, whose rest goes back. */
  get fullYuan(): string | null {
    if (this.way !== 'pay-first' || !this.nozzle) return null
    return this.usual.fullTankYuan(this.nozzle.pumpPriceFen)
  }

  get isPaying(): boolean {
    return this.checkout?.isPaying ?? false
  }

  get canPay(): boolean {
    const proving = this.checkout?.step === 'unproven'
    return this.price.payableFen !== null && !this.isPaying && !proving
  }

  get refusal(): AnyRefusal | null {
    return this.edited ? null : (this.checkout?.refusal ?? null)
  }

  /** State of the payment. Failures are hidden once the sale was edited. */
  get step(): PaymentStep {
    const step = this.checkout?.step ?? 'none'
    return this.edited && (step === 'cancelled' || step === 'failed') ? 'none' : step
  }

  /** A payment that is being checked is polled only while the screen is visible. */
  show(): void {
    this.seen = true
    this.checkout?.show()
  }

  hide(): void {
    this.seen = false
    this.checkout?.hide()
  }

  async open(): Promise<void> {
    this.sale = LOADING
    if (!('scanned' in this.opening)) void this.locate()
    const answer =
      'scanned' in this.opening
        ? await this.ports.scan(this.opening.scanned)
        : await this.ports.api.call('station.get', { stationId: this.opening.stationId })
    this.take(answer)
  }

  /** Another code, after one that was refused. */
  async rescan(scanned: string): Promise<void> {
    this.opening = { scanned }
    await this.open()
  }

  /** Station of a code whose nozzle was refused; null if the code says nothing. */
  get stationOfCode(): StationId | null {
    if (!('scanned' in this.opening)) return null
    const read = parseNozzleCode(this.opening.scanned)
    return read && stationIdOf(read.stationCode)
  }

  /** Kind of the code that has opened this sale. */
  private get code(): 'nozzle-code' | 'station-code' | null {
    if (!('scanned' in this.opening)) return null
    return parseNozzleCode(this.opening.scanned) ? 'nozzle-code' : 'station-code'
  }

  /** The nozzle is chosen by hand at the station of the refused code. */
  async openStationOfCode(): Promise<void> {
    const stationId = this.stationOfCode
    if (stationId === null) return
    this.opening = { stationId }
    await this.open()
  }

  chooseNozzle(nozzleId: NozzleId): void {
    const found = this.nozzles.find((nozzle) => nozzle.nozzleId === nozzleId)
    if (found) this.edit(() => (this.nozzle = found))
  }

  chooseWay(way: SaleWay): void {
    this.edit(() => (this.way = way))
  }

  chooseAmount(yuan: string): void {
    this.edit(() => {
      this.amountText = yuan
      this.typing = false
      this.overflow = false
    })
  }

  /** Opens the keypad for another amount, or closes it. */
  setTyping(typing: boolean): void {
    if (this.isPaying) return
    if (typing && !this.typing) this.edit(() => (this.amountText = ''))
    this.overflow = false
    this.typing = typing
  }

  typeAmount(key: AmountKey): void {
    this.overflow = isRefused(this.amountText, key)
    if (this.overflow) return
    this.edit(() => (this.amountText = typeAmount(this.amountText, key)))
  }

  /** Ignored while a payment is pending, so that the sale stays unchanged. */
  pickCoupons(couponIds: readonly CouponId[] | null): void {
    if (this.isPaying) return
    this.edited = true
    this.price.pick(couponIds)
  }

  /** Switches points and stored value on or off; ignored while a payment is pending. */
  letPay(use: TenderUse): void {
    if (this.isPaying) return
    this.edited = true
    this.price.letPay(use)
  }

  /**
   * The same sale is the same order: a retry after a lost answer, or after the wallet was closed,
   * cannot charge twice. Another amount is another order.
   */
  async pay(): Promise<void> {
    const { amount, price, sale } = this
    if (amount === null || !this.canPay) return
    if (sale.at !== 'ready' || price.quote?.at !== 'ready') return
    this.doubt = this.doubtOf(amount, sale.value.station)
    if (this.doubt) return
    this.typing = false
    const question = ownPaymentOf(price.quote.value)
    if (question) this.own.ask(question)
    else await this.send(null)
  }

  /** The driver agrees to what leaves their account. A wrong password is asked again. */
  async payOwn(): Promise<void> {
    const { asked, password } = this.own
    if (!asked || this.isPaying || (asked.needsPassword && !password.isWhole)) return
    await this.send(asked.needsPassword ? password.typed : null)
    password.clear()
    if (this.refusal?.code !== 'password/wrong') this.own.drop()
  }

  private async send(password: string | null): Promise<void> {
    const { amount, nozzle, price, sale } = this
    const { payableFen, picked, tenders } = price
    if (amount === null || !nozzle || payableFen === null || tenders === null) return
    if (!this.canPay || sale.at !== 'ready') return
    const request = {
      stationId: sale.value.station.stationId,
      nozzleId: nozzle.nozzleId,
      way: this.way,
      plate: this.usual.vehicle?.plate ?? null,
      amountFen: amount,
      pumpPriceFen: nozzle.pumpPriceFen,
      payableFen,
      tenders: { points: tenders.points, storedValueFen: tenders.storedValueFen },
      couponIds: picked && [...picked],
    }
    this.edited = false
    const order = this.orderFor(JSON.stringify(request))
    await order.place({ ...request, password, came: this.ports.arrivals.came(this.code) })
    this.learnFrom(order.refusal)
  }

  /** Cancels the unpaid order that holds the driver's coupons, and asks for the price again. */
  async freeHeld(orderId: OrderId): Promise<void> {
    if (this.isPaying) return
    const answer = await this.ports.api.call('order.cancel', { orderId })
    if (answer.ok) this.ports.openOrder.keep(answer.value)
    this.price.again()
  }

  /** The driver is sure: asked once, never again on this screen. */
  async payAnyway(): Promise<void> {
    this.isSure = true
    this.usual.confirm(this.amount)
    this.doubt = null
    await this.pay()
  }

  dropDoubt(): void {
    this.doubt = null
  }

  /** Questions before this payment; an answered one is not asked again. */
  private doubtOf(amount: Fen, station: StationWithNozzles['station']): PayDoubt | null {
    const place = this.isSure ? null : payDoubt(station, this.from, this.ports.clock.now())
    const much = this.usual.tooMuch(amount, this.volume)
    if (!place && !much) return null
    return { isClosed: false, awayM: null, ...place, tooMuch: much }
  }

  private async locate(): Promise<void> {
    this.place(await this.ports.wallet.locate())
  }

  private place(from: Location | null): void {
    this.from = from
  }

  private get nozzles(): readonly NozzleView[] {
    return this.sale.at === 'ready' ? this.sale.value.nozzles : []
  }

  /** Ignored while a payment is pending. */
  private edit(change: () => void): void {
    if (this.isPaying) return
    this.edited = true
    change()
    this.askForPrice()
    void this.giveUpBefore()
  }

  /**
   * The sale has changed after a payment that did not come about: its order would go on holding the
   * coupons that make this one cheaper. A payment that arrives after all wins, and is shown.
   */
  private async giveUpBefore(): Promise<void> {
    const { checkout } = this
    if (!checkout?.canPay) return
    this.checkout = null
    checkout.hide()
    await checkout.cancel()
    if (checkout.order?.status === 'paid') this.resume(checkout)
    else this.price.again()
  }

  /** Paid after all: its screen comes next. */
  private resume(checkout: OrderStore): void {
    this.checkout = checkout
    if (this.seen) checkout.show()
  }

  private askForPrice(): void {
    const { amount, nozzle, sale } = this
    if (amount === null || !nozzle || sale.at !== 'ready') return this.price.of(null)
    const { stationId } = sale.value.station
    this.price.of({ stationId, nozzleId: nozzle.nozzleId, amountFen: amount })
  }

  private orderFor(request: string): OrderStore {
    if (this.checkout && this.placed === request && canBePaid(this.checkout)) return this.checkout
    this.placed = request
    const orderId = this.ports.newId('order')
    this.checkout?.hide()
    this.checkout = new OrderStore(this.ports, orderId)
    if (this.seen) this.checkout.show()
    return this.checkout
  }

  /** Takes over the new price from a refusal, so that the driver sees it. */
  private learnFrom(refusal: AnyRefusal | null): void {
    if (refusal && STALE_QUOTE.test(refusal.code)) this.price.again()
    if (refusal?.code !== 'order/price-changed' || this.sale.at !== 'ready' || !this.nozzle) return
    const { gradeId, nozzleId } = this.nozzle
    const pumpPriceFen = refusal.pumpPrice
    const nozzles = this.nozzles.map((nozzle) =>
      nozzle.gradeId === gradeId ? { ...nozzle, pumpPriceFen } : nozzle,
    )
    this.sale = { at: 'ready', value: { ...this.sale.value, nozzles } }
    this.nozzle = nozzles.find((nozzle) => nozzle.nozzleId === nozzleId) ?? null
  }

  private take(answer: Answered<'station.get'> | Answered<'station.scan'>): void {
    if (!answer.ok) {
      this.sale = { at: 'refused', refusal: answer.refusal }
      return
    }
    const { nozzle, nozzles, station } = answer.value
    this.sale = { at: 'ready', value: answer.value }
    this.nozzle = nozzle ?? (nozzles.length === 1 ? (nozzles[0] ?? null) : null)
    this.way = station.ways[0] ?? 'fuel-first'
  }
}

/** The quote is outdated: the rules, a coupon or the time have changed. */
const STALE_QUOTE =
  /^(order\/quote-changed|order\/price-changed|plan\/|benefit\/|password\/(needed|not-set))/

/** The number belongs to this sale, and its order has not expired. */
const canBePaid = ({ refusal, step }: OrderStore) =>
  refusal?.code !== 'order/id-taken' && step !== 'too-late'
