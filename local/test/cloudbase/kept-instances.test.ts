import { keepInstances } from '../../src/cloudbase/functions/kept-instances'
import { type StackOptions, startStack } from '../../src/stack'
import { bundleProbe, type Bundles } from './probe-bundle'
import { probeDeployment } from './probe-stack'

let bundles: Bundles
beforeAll(async () => {
  bundles = await bundleProbe()
})
afterAll(() => bundles.remove())

const NOON_MS = Date.UTC(2026, 10, 21, 4)
const start = (more: Partial<StackOptions>) =>
  startStack({ deployment: probeDeployment(), bundlesDir: bundles.directory, ...more })

/** The instance that answers, and the time that it has. */
async function asked(stack: Awaited<ReturnType<typeof start>>) {
  const caller = { openId: 'ada', appId: 'wx-app' }
  const { instance } = (await stack.functions.callFromWechat(
    'probe',
    { do: 'warmth' },
    caller,
  )) as { instance: string }
  const { now } = (await stack.functions.callFromWechat('probe', { do: 'now' }, caller)) as {
    now: number
  }
  return { instance, now }
}

test.each([
  ['on the same port the next stack takes the instance over, with its own time', true],
  ['on another port it starts its own', false],
])('%s', async (_, isSamePort) => {
  const kept = keepInstances()
  const first = await start({ kept, clock: { frozen: true, startAtMs: NOON_MS } })
  const port = Number(new URL(first.urls['cloudbase']!).port)
  const before = await asked(first)
  await first.close()
  const later = NOON_MS + 120_000
  const second = await start({
    kept,
    clock: { frozen: true, startAtMs: later, face: first.clock.face },
    ...(isSamePort && { servicePorts: { cloudbase: port } }),
  })
  const after = await asked(second)
  await second.close()
  await kept.stop()
  expect([before.now, after.now]).toEqual([NOON_MS, later])
  expect(after.instance === before.instance).toBe(isSamePort)
})
