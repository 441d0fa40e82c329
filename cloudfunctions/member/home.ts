import type { HomeView, OpenOrderView } from '@palm/shared/api/member'
import { runningContracts } from '@palm/shared/contract/counts-at'
import { paceOf } from '@palm/shared/contract/progress'
import { expiringFirst, usableCoupons } from '@palm/shared/coupon/free-coupons'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Member } from '@palm/shared/member/member'
import { memberAt } from '@palm/shared/member/member-at'
import type { Order } from '@palm/shared/order/facts/order'
import { isFill } from '@palm/shared/order/spending/spending'
import type { Location, Station } from '@palm/shared/station/station'
import { type OperatorRules } from '../flows/operator-rules'
import { byDistance, presentFor } from '../flows/station-view'

export interface HomeFacts {
  readonly member: Member
  readonly rules: OperatorRules
  readonly stations: readonly Station[]
  /** The member's latest orders. */
  readonly orders: readonly Order[]
  readonly location: Location | null
  readonly nowMs: EpochMs
}

/** The first screen without the member's own data, which `member.enter` presents too. */
export function presentHome(facts: HomeFacts): Omit<HomeView, 'member'> {
  const { location, nowMs, orders, rules, stations } = facts
  const member = memberAt(facts.member, nowMs)
  const present = presentFor(member, rules, nowMs)
  const coupons = usableCoupons(member.pocket, nowMs)
  return {
    nearest: stations.map((station) => present(station, location)).sort(byDistance)[0] ?? null,
    stationCount: stations.length,
    contract: contractOf(member, nowMs),
    coupons: { usable: coupons.length, expiring: expiringFirst(coupons) },
    openOrders: orders.filter((order) => isOpen(order, nowMs)).map(presentOpen),
    lastFillFen: orders.find(isFill)?.state.confirmation.dispensedFen ?? null,
  }
}

function contractOf({ contracts }: Member, nowMs: EpochMs): HomeView['contract'] {
  const [contract] = runningContracts(contracts)
  const pace = contract && paceOf(contract, nowMs)
  return contract && pace ? { contractId: contract.id, title: contract.terms.title, pace } : null
}

/** Paid and not served, or still payable. */
const isOpen = ({ state, trade }: Order, nowMs: EpochMs): boolean =>
  state.status === 'paid' ||
  state.status === 'closing' ||
  (state.status === 'unpaid' && nowMs < trade.payByMs)

const presentOpen = ({
  createdAtMs,
  fuel,
  id,
  payableFen,
  state,
  stationName,
}: Order): OpenOrderView => ({
  orderId: id,
  status: state.status,
  payableFen,
  nozzleNumber: fuel.nozzleNumber,
  stationName,
  createdAtMs,
})
