import type { ContractId } from '@palm/shared/contract/contract'
import type { ContractTemplateId } from '@palm/shared/contract/template'
import type { CouponTransferId } from '@palm/shared/coupon/coupon'
import type { InvoiceId } from '@palm/shared/invoice/invoice'
import type { Landing } from '@palm/shared/message/landing'
import type { OrderId } from '@palm/shared/order/facts/order'
import type { StationId } from '@palm/shared/station/station'
import Taro from '@tarojs/taro'
import { parseAgentCode } from '@palm/shared/order/entry/agent-code'
import { agentIn } from './platform/launch/launch-channel'
import { decoded } from './platform/launch/launch-query'
import type { CashierOpening } from './packages/refuel/cashier/cashier-store'
import type { Arrivals } from './stores/arrivals'
import type { LaunchStore } from './stores/launch-store'
import type { StationPurpose, StationsStore } from './stores/stations-store'

export type PolicyText = 'privacy' | 'terms' | 'licences'

/** Navigation between screens. Values travel in the address and are read back below. */
export const openStations = (stations: Pick<StationsStore, 'showFor'>) =>
  openStationsFor(stations, null)

/** The list of the stations that accept a coupon. */
export function openStationsFor(
  stations: Pick<StationsStore, 'showFor'>,
  purpose: StationPurpose | null,
) {
  stations.showFor(purpose)
  return open('/packages/refuel/stations/stations')
}

export const openStation = (stationId: StationId) =>
  open('/packages/refuel/station/station', { stationId })

export const openOrders = () => open('/pages/orders/orders')

const CASHIER = '/packages/refuel/cashier/cashier'

export const openCashier = (opening: CashierOpening) => open(CASHIER, { ...opening })

/** A code scanned inside the app: an agent's leads to the vouchers, as it does outside. */
export function openCode(scanned: string, arrivals: Pick<Arrivals, 'arrive'>) {
  if (!isAgents(scanned)) return openCashier({ scanned })
  const agent = agentIn(scanned)
  if (agent) arrivals.arrive(agent)
  return openCoupons()
}

/** Also of a misread one: it is kept for nobody, and stops nobody. */
const isAgents = (scanned: string) => parseAgentCode(scanned) !== 'none'

const showCashier = (opening: CashierOpening) => replace(CASHIER, { ...opening })

/**
 * Opens the cashier for a code that was scanned outside of the app. Coming back from the wallet
 * repeats the code that the app was opened with: in that case the open cashier is kept.
 */
export async function openScanned(launch: LaunchStore): Promise<void> {
  const scanned = launch.take()
  if (
    scanned === null ||
    readAddress(Taro.getCurrentInstance().router?.params ?? {}).scanned === scanned
  )
    return
  await openerOf(scanned)().catch(() => launch.putBack(scanned))
}

function openerOf(scanned: string): () => Promise<unknown> {
  if (isAgents(scanned)) return openCoupons
  return () => (isCashier() ? showCashier({ scanned }) : openCashier({ scanned }))
}

/** A code scanned at the cashier replaces it: one way back, however many codes were scanned. */
const isCashier = () => Taro.getCurrentInstance().router?.path.includes(CASHIER.slice(1)) ?? false

/** Replaces the screen before: going back leads home, never to a paid cashier. */
export const showPassphrase = (orderId: OrderId) =>
  replace('/packages/refuel/passphrase/passphrase', { orderId })

export const showOrder = (orderId: OrderId) => replace('/packages/refuel/order/order', { orderId })

export function showStations(stations: Pick<StationsStore, 'showFor'>) {
  stations.showFor(null)
  return replace('/packages/refuel/stations/stations', {})
}

export const openPassphrase = (orderId: OrderId) =>
  open('/packages/refuel/passphrase/passphrase', { orderId })

export const openOrder = (orderId: OrderId) => open('/packages/refuel/order/order', { orderId })

export const openCoupons = () => Taro.switchTab({ url: '/pages/coupons/coupons' })

export const openInbox = () => open('/packages/message/inbox/inbox')
/** The screen to which a message leads. */
export const openLanding = ({ page, query }: Landing) => open(`/${page}`, query)

export const openLoyalty = () => open('/packages/loyalty/loyalty/loyalty')
export const openVehicles = () => open('/packages/vehicle/vehicles/vehicles')
export const openSpending = () => open('/packages/spending/spending/spending')
export const openContracts = () => Taro.switchTab({ url: '/pages/contracts/contracts' })
export const openContractOffer = (templateId: ContractTemplateId) =>
  open('/packages/contract/offer/offer', { templateId })
export const openContract = (contractId: ContractId) =>
  open('/packages/contract/contract/contract', { contractId })
export const openCertificate = (contractId: ContractId) =>
  open('/packages/contract/certificate/certificate', { contractId })
/** Replaces the screen of the signed offer. */
export const showContract = (contractId: ContractId) =>
  replace('/packages/contract/contract/contract', { contractId })
export const openAccount = () => open('/packages/account/account/account')
export const openRecharge = () => open('/packages/account/recharge/recharge')
export const openRefund = () => open('/packages/account/refund/refund')
export const openStatement = () => open('/packages/account/statement/statement')
export const openSafety = () => open('/packages/account/safety/safety')
export const openCard = () => open('/packages/account/card/card')
/** Targets of cards. */
export const HOME_ADDRESS = '/pages/home/home'
export const COUPONS_ADDRESS = '/pages/coupons/coupons'
export const stationAddress = (stationId: StationId) =>
  addressOf('/packages/refuel/station/station', { stationId })

export const giftAddress = (transferId: CouponTransferId) =>
  addressOf('/packages/coupon/gift/gift', { transferId })

export const openInvoices = () => open('/packages/invoice/invoices/invoices')
/** With an order or a recharge already chosen, or with none. */
export const openInvoiceApplication = (chosen: {
  readonly orderId?: OrderId
  readonly of?: 'recharges'
}) => open('/packages/invoice/apply/apply', { ...chosen })
export const openInvoiceTitles = () => open('/packages/invoice/titles/titles')
export const openInvoice = (invoiceId: InvoiceId) =>
  open('/packages/invoice/invoice/invoice', { invoiceId })
/** Replaces the application. */
export const showInvoice = (invoiceId: InvoiceId) =>
  replace('/packages/invoice/invoice/invoice', { invoiceId })

export const openHelp = () => open('/packages/help/help/help')
export const openRatings = () => open('/packages/help/ratings/ratings')

export const openSettings = () => open('/packages/settings/settings/settings')
/** A text of the operator: 隐私政策, 用户协议. */
export const openPolicy = (text: PolicyText) => open('/packages/settings/policy/policy', { text })
/** 注销账户 */
export const openLeaving = () => open('/packages/privacy/leaving/leaving')
/** 我的信息副本 */
export const openData = () => open('/packages/privacy/data/data')
export const openPhone = () => open('/packages/phone/phone/phone')

export const openProfile = () => open('/packages/refuel/profile/profile')

export const openStaffQueue = () => open('/packages/staff/queue/queue')
export const openStaffJoin = () => open('/packages/staff/join/join')
export const showStaffQueue = () => replace('/packages/staff/queue/queue', {})
export const openVerify = (from: VerifyOpening) =>
  open('/packages/staff/verify/verify', { ...from })
export const openCorrection = (orderId: OrderId) =>
  open('/packages/staff/correct/correct', { orderId })
export const openOfflineCheck = () => open('/packages/staff/offline/offline')

/** A chosen order of the queue, or the code scanned from a driver's screen. */
export type VerifyOpening = { readonly orderId: OrderId } | { readonly shown: string }

export const openHome = () => Taro.switchTab({ url: '/pages/home/home' })
export const goBack = () => Taro.navigateBack()

/** Parameters of the current address; some platforms have decoded them, some have not. */
export function readAddress(params: Partial<Record<string, string>>) {
  const text = (name: string) => {
    const value = params[name]
    return value === undefined ? null : decoded(value)
  }
  return {
    orderId: text('orderId') as OrderId | null,
    stationId: text('stationId') as StationId | null,
    templateId: text('templateId') as ContractTemplateId | null,
    contractId: text('contractId') as ContractId | null,
    invoiceId: text('invoiceId') as InvoiceId | null,
    of: text('of'),
    scanned: text('scanned'),
    shown: text('shown'),
    transferId: text('transferId') as CouponTransferId | null,
    text: text('text') as PolicyText | null,
  }
}

type Parameters = Readonly<Record<string, string>>

const open = (path: string, parameters: Parameters = {}) =>
  Taro.navigateTo({ url: addressOf(path, parameters) })

const replace = (path: string, parameters: Parameters) =>
  Taro.redirectTo({ url: addressOf(path, parameters) })

function addressOf(path: string, parameters: Parameters): string {
  const query = Object.entries(parameters).map(
    ([name, text]) => `${name}=${encodeURIComponent(text)}`,
  )
  return query.length === 0 ? path : `${path}?${query.join('&')}`
}
