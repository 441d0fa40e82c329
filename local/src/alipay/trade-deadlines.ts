import type { Cancel } from '../clock'
import type { Desk } from './desk'
import { notifyStatus } from './notifications'
import { isPaid, type Trade, tradeAt } from './trade'
import type { Deadlines } from './deadlines'

export function createDeadlines(desk: Omit<Desk, 'deadlines'>): Deadlines {
  const { books, context, switches } = desk
  const timers = new Map<string, Cancel>()

  async function close(tradeNo: string): Promise<void> {
    timers.delete(tradeNo)
    const trade = books.trades.get(tradeNo)
    const current = trade && tradeAt(trade, context.clock.now())
    if (!current || isPaid(current)) return
    books.trades.put(tradeNo, current)
    if (switches.notifiesTimeout) void notifyStatus(desk, current)
    await context.file.durable()
  }

  function forget(tradeNo: string) {
    timers.get(tradeNo)?.()
    timers.delete(tradeNo)
  }

  function watch({ closesAtMs, tradeNo }: Trade) {
    forget(tradeNo)
    timers.set(
      tradeNo,
      context.clock.schedule(closesAtMs, () => close(tradeNo)),
    )
  }

  for (const { value } of books.trades.all()) if (value.status === 'WAIT_BUYER_PAY') watch(value)

  return {
    watch,
    forget,
    clear() {
      for (const tradeNo of [...timers.keys()]) forget(tradeNo)
    },
  }
}
