import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDemo } from '../../tools/demo/demo'
import { callAsOperator } from '../../tools/operator/operator-client'
import { startProductStack } from '../../tools/operator/product-stack'
import { presentSubject } from '../subject'
import { BENCH_COUPON } from './bench-coupon'

/** The product as `npm start` runs it, on disk, with the demo's stations and people. */
export interface ProductReady {
  readonly url: string
}

void main()

async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'palm-bench-'))
  const { installation, stack } = await startProductStack({ dataDir, uncounted: true })
  const target = { origin: stack.url, operatorKey: installation.operatorKeys.local }
  // Before any member enters: a warm instance reloads the rules once a minute.
  await callAsOperator(target, 'console.saveCouponTemplate', BENCH_COUPON)
  await openDemo(target)
  // Four drivers refuel as often in a minute as real ones in years; the data kept of each order for
  // three days would make their documents unrealistically large.
  await callAsOperator(target, 'console.saveLoyaltyRules', { points: null, levels: null })
  const ready: ProductReady = { url: stack.url }
  const { tell } = presentSubject(ready, {
    billed: () => ({ ...stack.billing.total() }),
    async close() {
      await stack.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  })
  // The function has answered the provider's notification, so the wallet shows the payment.
  stack.wire.listen(({ data, outcome }) => {
    if (outcome === 'ok' && data?.['event'] === 'TRANSACTION.SUCCESS') tell(data['outTradeNo'])
  })
}
