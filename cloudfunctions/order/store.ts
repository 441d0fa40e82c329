import { type EpochMs, epochMs } from '@palm/shared/kernel/instant'
import type { Member, MemberId } from '@palm/shared/member/member'
import type { Order, OrderId } from '@palm/shared/order/order'
import type { Station, StationId } from '@palm/shared/station/station'
import type { Database } from '../kit/database/session'
import { members } from '../kit/documents/members'
import { orders } from '../kit/documents/orders'
import { stations } from '../kit/documents/stations'

/** What the driver's side of an order needs of the database. */
export interface OrderStore {
  member(id: MemberId): Promise<Member | null>
  station(id: StationId): Promise<Station | null>
  order(id: OrderId): Promise<Order | null>
  /** One write, under the number that the phone made: the second one with it finds the first. */
  add(order: Order): Promise<'inserted' | 'taken'>
  /** A member's orders before an instant, the newest first. */
  ordersOf(id: MemberId, beforeMs: EpochMs | null, limit: number): Promise<Order[]>
}

const END_OF_TIME = epochMs(Number.MAX_SAFE_INTEGER)

export function openOrderStore(database: Database): OrderStore {
  return {
    member: (id) => database.get(members, id),
    station: (id) => database.get(stations, id),
    order: (id) => database.get(orders, id),
    add: (order) => database.insert(orders, order),
    ordersOf: (memberId, beforeMs, limit) =>
      database.find(orders, {
        where: { memberId, createdAtMs: { below: beforeMs ?? END_OF_TIME } },
        orderBy: { field: 'createdAtMs', direction: 'desc' },
        limit,
      }),
  }
}
