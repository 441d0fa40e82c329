import { OpenOrder } from '../stores/order/open-order'
import { OrderStore } from '../stores/order/order-store'
import type { WalletOutcome } from '@palm/client/ports'
import { type Answers, anApi } from '@palm/client/testing/api'
import { ORDER_ID } from '@palm/client/testing/builders'
import { aClock, aStorage } from '@palm/client/testing/phone'

export interface OrderScene {
  readonly answers: Answers
  readonly outcome?: WalletOutcome | (() => Promise<WalletOutcome>)
  readonly storage?: ReturnType<typeof aStorage>
}

/** An order's store on a test phone, with its requests. */
export function openOrderScene({
  answers,
  outcome = 'said-paid',
  storage = aStorage(),
}: OrderScene) {
  const api = anApi(answers)
  const clock = aClock()
  const entered: string[] = []
  const pay = typeof outcome === 'string' ? async () => outcome : outcome
  const openOrder = new OpenOrder(storage)
  const enter = async () => void entered.push('entered')
  const store = new OrderStore({ api, clock, enter, openOrder, wallet: { pay } }, ORDER_ID)
  return { api, clock, entered, openOrder, storage, store }
}
