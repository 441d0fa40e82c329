import { type Fen, NO_FEN } from '../kernel/fen'
import type { EpochMs } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import type { MemberId } from '../member/member'
import type { Order } from '../order/facts/order'
import { EMPTY_ACCOUNT, type StoredValueAccount } from '../stored-value/account'
import type { RechargeId } from '../stored-value/recharge/recharge'
import type { PayeeId } from '../trade/payee'
import type { ApplyInvoiceRefusal } from './apply-refusal'
import { type Claims, claimOrders, claimRecharge, release } from './claims'
import {
  ATTEMPTS_MAX,
  type Invoice,
  INVOICE_ORDERS_MAX,
  type InvoiceId,
  type InvoicePayee,
  type InvoiceSource,
  invoiceTotal,
} from './invoice'
import { moved } from './life'
import { orderSource, payeeOfSources, rechargeSource } from './sources'
import type { InvoiceTitle } from './title'

export interface ApplyInvoice {
  readonly invoiceId: InvoiceId
  readonly memberId: MemberId
  /** All ids under which the member has orders. */
  readonly owners: readonly MemberId[]
  readonly title: InvoiceTitle
  /** Orders, or a recharge of the member's account. */
  readonly orders: readonly Order[]
  readonly rechargeId: RechargeId | null
  /** Null if no stored value is involved. */
  readonly account: StoredValueAccount | null
  /** How a payee issues invoices; null if it does not. */
  readonly issuingOf: (payeeId: PayeeId) => InvoicePayee | null
  /** The sum that the driver saw. */
  readonly seenFen: Fen
  readonly nowMs: EpochMs
}

export interface Applied extends Claims {
  readonly invoice: Invoice
}

/** 申请开票. The orders, or the recharge, are claimed with it: no other invoice can have them. */
export function applyInvoice(command: ApplyInvoice): Result<Applied, ApplyInvoiceRefusal> {
  const { invoiceId, memberId, nowMs, title } = command
  const sources = sourcesFor(command)
  if (!sources.ok) return sources
  const payee = payeeFor(command, sources.value)
  if (!payee.ok) return payee
  const invoice: Invoice = {
    id: invoiceId,
    memberId,
    payee: payee.value,
    title,
    sources: sources.value,
    attempt: 1,
    state: { at: 'asked', sinceMs: nowMs },
    reverseWhenIssued: null,
    isLate: false,
    events: [{ what: 'asked', atMs: nowMs }],
    askedAtMs: nowMs,
    replaces: null,
    replacedBy: null,
  }
  const amountFen = invoiceTotal(invoice)
  if (amountFen !== command.seenFen) return refuse({ code: 'invoice/amount-changed', amountFen })
  return ok({ invoice, ...claimed(invoice, command) })
}

/** Marks what an invoice is about as invoiced by it. */
function claimed(
  { id, sources }: Invoice,
  { account, orders }: Pick<ApplyInvoice, 'account' | 'orders'>,
): Claims {
  const [first] = sources
  return first?.kind === 'recharge'
    ? { orders, account: claimRecharge(account ?? EMPTY_ACCOUNT, id, first) }
    : claimOrders({ orders, account }, id, sources)
}

function sourcesFor(command: ApplyInvoice): Result<readonly InvoiceSource[], ApplyInvoiceRefusal> {
  const { account, orders, owners, rechargeId } = command
  if (rechargeId !== null) return one(rechargeSource(account ?? EMPTY_ACCOUNT, rechargeId))
  if (orders.length > INVOICE_ORDERS_MAX) {
    return refuse({ code: 'invoice/too-many-orders', max: INVOICE_ORDERS_MAX })
  }
  const sources: InvoiceSource[] = []
  for (const order of orders) {
    if (!owners.includes(order.memberId)) return refuse({ code: 'order/unknown' })
    const source = orderSource(order, account)
    if (!source.ok) return source
    sources.push(source.value)
  }
  return sources.length > 0 ? ok(sources) : refuse({ code: 'invoice/nothing-left' })
}

const one = (
  source: Result<InvoiceSource, ApplyInvoiceRefusal>,
): Result<readonly InvoiceSource[], ApplyInvoiceRefusal> =>
  source.ok ? ok([source.value]) : source

function payeeFor(
  { account, issuingOf, orders, rechargeId }: ApplyInvoice,
  sources: readonly InvoiceSource[],
): Result<InvoicePayee, ApplyInvoiceRefusal> {
  const payeeId = payeeOfSources(orders, account, rechargeId)
  if (payeeId === 'several') return refuse({ code: 'invoice/several-payees' })
  const payee = issuingOf(payeeId)
  if (payee === null) return refuse({ code: 'invoice/not-offered' })
  const isOther = payee.issuer === 'wechat' && sources.some((source) => !isPaidInWechat(source))
  return isOther ? refuse({ code: 'invoice/other-wallet', issuer: payee.issuer }) : ok(payee)
}

/** WeChat Pay invoices transactions of its own, to their amount at most. */
const isPaidInWechat = ({ amountFen, payment }: InvoiceSource): boolean =>
  payment?.provider === 'wechat' && amountFen <= payment.amountFen

export interface RetryInvoice {
  readonly title: InvoiceTitle
  readonly orders: readonly Order[]
  readonly account: StoredValueAccount | null
  readonly nowMs: EpochMs
}

export type RetryInvoiceRefusal =
  /** It has not failed. */
  | { readonly code: 'invoice/not-failed' }
  | { readonly code: 'invoice/too-many-attempts'; readonly max: number }
  | { readonly code: 'invoice/nothing-left' }

/** 重新申请 after a failure, under a new number, for the rest and perhaps with another title. */
export function retryInvoice(
  invoice: Invoice,
  { account, nowMs, orders, title }: RetryInvoice,
): Result<Applied, RetryInvoiceRefusal> {
  if (invoice.state.at !== 'failed') return refuse({ code: 'invoice/not-failed' })
  if (invoice.attempt >= ATTEMPTS_MAX) {
    return refuse({ code: 'invoice/too-many-attempts', max: ATTEMPTS_MAX })
  }
  const renewed = renewedSources(invoice, release({ orders, account }, invoice.id))
  if (renewed.sources.length === 0) return refuse({ code: 'invoice/nothing-left' })
  const again = moved(invoice, { at: 'asked', sinceMs: nowMs }, nowMs)
  const next: Invoice = {
    ...again,
    title,
    sources: renewed.sources,
    attempt: invoice.attempt + 1,
    reverseWhenIssued: null,
  }
  return ok({ invoice: next, ...claimed(next, renewed.claims) })
}

/**
 * What follows a reversal: the claims are released, and another invoice is asked for the rest of
 * them, in the same name. Null if there is no rest.
 *
 * An invoice is reversed as a whole, also for a part: 红冲 takes the invoice's number and no amount
 * (pay.weixin.qq.com/doc/v3/partner/4015792575).
 */
export function afterReversal(
  invoice: Invoice,
  {
    account,
    nowMs,
    orders,
    successorId,
  }: Omit<RetryInvoice, 'title'> & {
    readonly successorId: InvoiceId
  },
): Claims & { readonly invoice: Invoice; readonly successor: Invoice | null } {
  const { claims, sources } = renewedSources(invoice, release({ orders, account }, invoice.id))
  if (sources.length === 0) return { ...claims, invoice, successor: null }
  const successor: Invoice = {
    ...invoice,
    id: successorId,
    sources,
    attempt: 1,
    state: { at: 'asked', sinceMs: nowMs },
    reverseWhenIssued: null,
    isLate: false,
    events: [{ what: 'asked', atMs: nowMs }],
    askedAtMs: nowMs,
    replaces: invoice.id,
    replacedBy: null,
  }
  return {
    ...claimed(successor, claims),
    invoice: { ...invoice, replacedBy: successorId },
    successor,
  }
}

/** The invoice's sources as they are now; those of which nothing is left are gone. */
function renewedSources(
  { sources }: Invoice,
  claims: Claims,
): { readonly claims: Claims; readonly sources: readonly InvoiceSource[] } {
  const renewed = sources.flatMap((source): readonly InvoiceSource[] => {
    if (source.kind === 'recharge') {
      const again = rechargeSource(claims.account ?? EMPTY_ACCOUNT, source.rechargeId)
      return again.ok ? [again.value] : []
    }
    const order = claims.orders.find(({ id }) => id === source.orderId)
    const again = order && orderSource(order, claims.account)
    return again?.ok && again.value.amountFen > NO_FEN ? [again.value] : []
  })
  return { claims, sources: renewed }
}
