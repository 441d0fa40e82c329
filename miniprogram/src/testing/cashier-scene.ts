import { ok } from '@palm/shared/kernel/result'
import { SECOND_MS } from '@palm/shared/kernel/instant'
import type { WalletOutcome } from '@palm/client/ports'
import { type Answers, anApi, always } from '@palm/client/testing/api'
import { anOrder, aQuote, aSale } from '@palm/client/testing/builders'
import { aClock, aStorage, countingIds } from '@palm/client/testing/phone'
import { type CashierOpening, CashierStore } from '../packages/refuel/cashier/cashier-store'
import type { Habits } from '../packages/refuel/cashier/habits'
import { Arrivals } from '../stores/arrivals'
import { OpenOrder } from '../stores/order/open-order'

export interface Scene {
  readonly opening?: CashierOpening
  readonly habits?: (() => Habits) | undefined
  readonly location?: { readonly latitude: number; readonly longitude: number } | null
}

export function open(
  answers: Answers,
  outcome: WalletOutcome = 'said-paid',
  { habits, location = null, opening = { scanned: 'BJ0001-03' } }: Scene = {},
) {
  const api = anApi({
    'station.scan': always<'station.scan'>(aSale()),
    'station.get': always<'station.get'>(aSale({ nozzle: null })),
    'order.cancel': () => ok(anOrder({ status: 'closed' })),
    'order.quote': ({ amountFen }) => ok(aQuote({ amountFen, payableFen: amountFen })),
    ...answers,
  })
  const clock = aClock()
  const ports = {
    api,
    arrivals: new Arrivals(clock, aStorage()),
    clock,
    enter: async () => undefined,
    habits,
    openOrder: new OpenOrder(aStorage()),
    newId: countingIds(),
    scan: (scanned: string) => api.call('station.scan', { scanned }),
    wallet: { pay: async () => outcome, locate: async () => location },
  }
  return { api, cashier: new CashierStore(ports, opening), ports }
}

type Opened = ReturnType<typeof open>

/** The driver enters an amount and sees its price. */
export async function choose({ cashier, ports }: Opened, yuan: string) {
  cashier.chooseAmount(yuan)
  await ports.clock.pass(SECOND_MS)
}

export const opened = async (answers: Answers = {}, outcome?: WalletOutcome, more: Scene = {}) => {
  const scene = open(answers, outcome, more)
  await scene.cashier.open()
  return scene
}
