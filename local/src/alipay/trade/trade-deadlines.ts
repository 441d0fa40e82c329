import type { Cancel } from '../../clock'
import type { Context } from '../context'
import { notifyStatus } from '../notice/notifications'
import { isPaid, type Trade, tradeAt } from './trade'
import type { Deadlines } from './deadlines'

export function createDeadlines(context: Omit<Context, 'deadlines'>): Deadlines {
  const { books, service, switches } = context
  const timers = new Map<string, Cancel>()

  async function close(tradeNo: string): Promise<void> {
    timers.delete(tradeNo)
    const trade = books.trades.get(tradeNo)
    const current = trade && tradeAt(trade, service.clock.now())
    if (!current || isPaid(current)) return
    books.trades.put(tradeNo, current)
    if (switches.notifiesTimeout) void notifyStatus(context, current)
    await service.file.durable()
  }

  function forget(tradeNo: string) {
    timers.get(tradeNo)?.()
    timers.delete(tradeNo)
  }

  function watch({ closesAtMs, tradeNo }: Trade) {
    forget(tradeNo)
    timers.set(
      tradeNo,
      service.clock.schedule(closesAtMs, () => close(tradeNo)),
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
