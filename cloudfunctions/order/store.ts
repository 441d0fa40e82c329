import { END_OF_TIME, type EpochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { Member, MemberId } from '@palm/shared/member/member'
import { isPending, withPending } from '@palm/shared/member/pending'
import { recorded } from '@palm/shared/order/facts/decision'
import { holdsBenefits } from '@palm/shared/order/facts/held'
import type { Order, OrderId } from '@palm/shared/order/facts/order'
import { OPEN_PAID_MAX, type OpenThere, type Placing } from '@palm/shared/order/verbs/place'
import type { Station, StationId } from '@palm/shared/station/station'
import { type Database, Taken } from '../database/session'
import { currentMember, members } from '../documents/member/members'
import { orders } from '../documents/orders'
import { insertRow } from '../documents/member/stored-value-rows'
import { stations } from '../documents/stations'
import { settlePendingOrder } from '../flows/pending-order'
import { openWarmStations } from '../flows/warm-stations'

export interface PlaceOnce<Refusal extends { readonly code: string }> {
  readonly orderId: OrderId
  readonly decide: Decide<Refusal>
  readonly nowMs: EpochMs
}

export interface Placed {
  readonly order: Order
  /** False where the number was in use: the order is the one that has it. */
  readonly first: boolean
}

/** Database interface of the driver's side of an order. */
export interface OrderStore {
  member(id: MemberId): Promise<Member | null>
  /** Of the warm instance: with the prices of now, and at most half a minute old otherwise. */
  station(id: StationId): Promise<Station | null>
  order(id: OrderId): Promise<Order | null>
  /** Open orders at a station that affect a new order of the member: one search. */
  openAt(id: StationId, member: MemberId, tails: readonly string[]): Promise<OpenThere>
  /**
   * Stores an order under the number that the phone made, together with what it takes of its
   * member's benefits. The second one with that number finds the first.
   */
  place<Refusal extends { readonly code: string }>(
    id: MemberId,
    placing: PlaceOnce<Refusal>,
  ): Promise<PlacedOr<Refusal>>
  /** A member's orders before an instant, the newest first. */
  ordersOf(ids: readonly MemberId[], beforeMs: EpochMs | null, limit: number): Promise<Order[]>
}

export function openOrderStore(database: Database, clock: () => EpochMs): OrderStore {
  return {
    member: (id) => currentMember(database, id),
    station: openWarmStations((id) => database.get(stations, id), clock),
    order: (id) => database.get(orders, id),
    openAt: (id, member, tails) => openAt(database, id, member, tails),
    place: (id, placing) => placeOnce(database, id, placing),
    ordersOf: (ids, beforeMs, limit) =>
      database.find(orders, {
        where: { memberId: { in: ids }, createdAtMs: { below: beforeMs ?? END_OF_TIME } },
        orderBy: { field: 'createdAtMs', direction: 'desc' },
        limit,
      }),
  }
}

/** Paid orders of the member, and orders with one of these tails. */
async function openAt(
  database: Database,
  stationId: StationId,
  memberId: MemberId,
  tails: readonly string[],
): Promise<OpenThere> {
  const found = await database.find(orders, {
    where: { stationId },
    anyOf: [
      { memberId, 'state.status': 'paid' },
      { tail: { in: tails }, 'state.status': { in: ['unpaid', 'closing', 'paid'] } },
    ],
    limit: OPEN_PAID_MAX + tails.length,
  })
  const paid = found.filter((order) => order.memberId === memberId && order.state.status === 'paid')
  return { paidByMember: paid.length, tails: new Set(found.map(({ tail }) => tail)) }
}

type Decide<Refusal extends { readonly code: string }> = (
  member: Member,
) => Result<Placing, Refusal>
type PlacedOr<Refusal extends { readonly code: string }> = Result<
  Placed,
  Refusal | { readonly code: 'member/unknown' }
>

async function placeOnce<Refusal extends { readonly code: string }>(
  database: Database,
  id: MemberId,
  placing: PlaceOnce<Refusal>,
): Promise<PlacedOr<Refusal>> {
  const { orderId } = placing
  const placed = await placeFirst(database, id, placing)
  if (placed !== 'taken' && placed.ok) return placed
  // A repeat is refused again if its own first order holds the requested coupons.
  const earlier = await database.get(orders, orderId)
  if (earlier) return ok({ order: earlier, first: false })
  return placed === 'taken' ? refuse({ code: 'member/unknown' }) : placed
}

/**
 * An order that reserves nothing is one write. Any other writes its member first, on the condition
 * that nobody has changed them, then itself: a coupon is for one order, however many phones ask. If
 * the second write never comes, the timer cancels the reservation (decision 14).
 */
async function placeFirst<Refusal extends { readonly code: string }>(
  database: Database,
  id: MemberId,
  placing: PlaceOnce<Refusal>,
): Promise<PlacedOr<Refusal> | 'taken'> {
  const { decide, nowMs, orderId } = placing
  const known = await currentMember(database, id)
  if (!known) return refuse({ code: 'member/unknown' })
  if (isPending(known, orderId)) return placeTogether(database, id, placing)
  const decision = decide(known)
  if (!decision.ok) return decision
  const { entry, member, order, row } = decision.value
  const first = recorded(order, entry)
  if (!holdsBenefits(order)) return add(database, first)
  if (row) return placeTogether(database, id, placing)
  const reserved = withPending(member, orderId, nowMs)
  const written = await database.replace(members, known, reserved)
  if (written === 'changed') return placeTogether(database, id, placing)
  const added = await add(database, first)
  if (added === 'taken') await settle(database, id, placing)
  return added
}

async function add(database: Database, order: Order) {
  const added = await database.insert(orders, order)
  return added === 'inserted' ? ok({ order, first: true }) : 'taken'
}

/** The number was in use: the new reservation under it belongs to no order. */
function settle(
  database: Database,
  id: MemberId,
  { nowMs, orderId }: Pick<PlaceOnce<never>, 'nowMs' | 'orderId'>,
): Promise<void> {
  return database.transaction(async (transaction) => {
    const member = await currentMember(transaction, id)
    if (!member || !isPending(member, orderId)) return
    await transaction.put(members, await settlePendingOrder(transaction, member, orderId, nowMs))
  })
}

/**
 * One transaction with the member: for stored value, which has a row, for members whom others
 * write, and for an order that was pending when its phone asked again.
 */
async function placeTogether<Refusal extends { readonly code: string }>(
  database: Database,
  id: MemberId,
  { decide, nowMs, orderId }: PlaceOnce<Refusal>,
): Promise<PlacedOr<Refusal> | 'taken'> {
  try {
    return await database.transaction(async (transaction) => {
      const known = await currentMember(transaction, id)
      if (!known) return refuse({ code: 'member/unknown' })
      const wasPending = isPending(known, orderId)
      if (wasPending && (await transaction.get(orders, orderId))) return 'taken'
      const free = wasPending ? await settlePendingOrder(transaction, known, orderId, nowMs) : known
      const decision = decide(free)
      if (!decision.ok) return decision
      const { entry, member: holding, order, row } = decision.value
      const first = recorded(order, entry)
      await transaction.insert(orders, first)
      await transaction.put(members, holding)
      const at = { memberId: holding.id, what: 'spent', nowMs: order.createdAtMs }
      await insertRow(transaction, row, at)
      return ok({ order: first, first: true })
    })
  } catch (error) {
    if (error instanceof Taken) return 'taken'
    throw error
  }
}
