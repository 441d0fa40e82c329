import type { ContractId } from '../../contract/contract'
import type { PastFill } from '../../contract/break-even'
import { type Fen, NO_FEN, subtractFen, sumFen } from '../../kernel/fen'
import type { EpochMs } from '../../kernel/instant'
import type { Millilitre } from '../../kernel/volume'
import type { ConfirmedState, Order, OrderId } from '../facts/order'

/** A fill that counts for a contract. */
export interface CountedFill {
  readonly orderId: OrderId
  readonly atMs: EpochMs
  readonly stationName: string
  /** Counted at the pump price, after corrections. */
  readonly amountFen: Fen
  readonly volumeMl: Millilitre
  /** Taken back by corrections. */
  readonly refundedFen: Fen
}

export interface ContractHistory {
  readonly fills: readonly CountedFill[]
  /** Savings by the contract's own price against the pump price. */
  readonly savedFen: Fen
}

type Confirmed = Order & { readonly state: ConfirmedState }

/** Fills of a contract among its member's orders, in the order given. */
export function contractHistory(orders: readonly Order[], contract: ContractId): ContractHistory {
  const confirmed = orders.filter(isConfirmed)
  const atPrice = confirmed.filter(({ quote }) => quote.plan.price.id === contract)
  return {
    fills: confirmed.flatMap((order) => fillOf(order, contract) ?? []),
    savedFen: sumFen(atPrice.map(({ state }) => state.confirmation.totals.priceFen)),
  }
}

/** Fills of the past as a contract would look at them. */
export const pastFills = (orders: readonly Order[]): readonly PastFill[] =>
  orders.filter(isConfirmed).flatMap(({ quote, state }) => {
    const { dispensedFen, volumeMl } = state.confirmation
    if (dispensedFen === NO_FEN) return []
    return [{ sale: { ...quote.basis.sale, amountFen: dispensedFen }, volumeMl }]
  })

function fillOf({ id, state, stationName }: Confirmed, contract: ContractId): CountedFill | null {
  const { confirmedAtMs, dispensedFen, earned, volumeMl } = state.confirmation
  const use = earned?.contracts.find(({ contractId }) => contractId === contract)?.use
  if (!use?.counted || dispensedFen === NO_FEN) return null
  const refundedFen = subtractFen(use.counted.amountFen, dispensedFen)
  return {
    orderId: id,
    atMs: confirmedAtMs,
    stationName,
    amountFen: dispensedFen,
    volumeMl,
    refundedFen,
  }
}

const isConfirmed = (order: Order): order is Confirmed => order.state.status === 'confirmed'
