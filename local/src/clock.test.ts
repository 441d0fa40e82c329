import { StackClock } from './clock'

const failing = (error: unknown) => {
  throw error
}
const frozenAt = (startAtMs: number) =>
  new StackClock({ frozen: true, startAtMs, onError: failing })
const immediate = () => new Promise((resolve) => setImmediate(resolve))

test('a frozen clock moves only when advanced', async () => {
  const clock = frozenAt(1000)
  await immediate()
  expect(clock.now()).toBe(1000)
  await clock.advance(500)
  expect(clock.now()).toBe(1500)
})

test('a running clock starts at its given time and continues from each advance', async () => {
  const clock = new StackClock({ startAtMs: 0, onError: failing })
  await clock.advance(60_000)
  expect(clock.now()).toBeGreaterThanOrEqual(60_000)
  expect(clock.now()).toBeLessThan(70_000)
  clock.stop()
})

test('advancing runs due work at its own instant, in order, also newly scheduled work', async () => {
  const clock = frozenAt(0)
  const seen: [string, number][] = []
  const note = (name: string) => () => void seen.push([name, clock.now()])
  clock.schedule(30, note('c'))
  clock.schedule(10, () => {
    note('a')()
    clock.schedule(20, note('b'))
  })
  clock.schedule(30, note('d'))
  clock.schedule(31, note('never'))
  await clock.advance(30)
  expect(seen).toEqual([
    ['a', 10],
    ['b', 20],
    ['c', 30],
    ['d', 30],
  ])
})

test('advancing waits for a task before the next', async () => {
  const clock = frozenAt(0)
  const seen: string[] = []
  clock.schedule(1, async () => {
    await immediate()
    seen.push('slow')
  })
  clock.schedule(2, () => void seen.push('next'))
  await clock.advance(2)
  expect(seen).toEqual(['slow', 'next'])
})

test('advancing waits for all due work, also if the clock’s timer fires meanwhile', async () => {
  const clock = frozenAt(0)
  const seen: string[] = []
  const slowly = (name: string, turns: number) => async () => {
    for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setTimeout(resolve, 1))
    seen.push(name)
  }
  clock.schedule(0, slowly('short', 10))
  clock.schedule(0, slowly('long', 30))
  await clock.advance(0)
  expect(seen).toEqual(['short', 'long'])
})

test('concurrent advances add up', async () => {
  const clock = frozenAt(0)
  await Promise.all([clock.advance(1), clock.advance(2), clock.advance(3)])
  expect(clock.now()).toBe(6)
})

test('due work runs soon, but not synchronously, even with a frozen clock', async () => {
  const clock = frozenAt(100)
  let ran = false
  await new Promise<void>((resolve) => {
    clock.schedule(50, () => {
      ran = true
      resolve()
    })
    expect(ran).toBe(false)
  })
  expect(clock.now()).toBe(100)
})

test('advancing waits for work that had already begun', async () => {
  const clock = frozenAt(100)
  const seen: string[] = []
  const begun = new Promise<void>((resolve) => {
    clock.schedule(100, async () => {
      resolve()
      await immediate()
      seen.push('ended')
    })
  })
  await begun
  await clock.advance(0)
  expect(seen).toEqual(['ended'])
})

test('a cancelled task does not run', async () => {
  const clock = frozenAt(0)
  const cancel = clock.schedule(1, () => failing(new Error('ran')))
  cancel()
  await clock.advance(5)
  expect(clock.now()).toBe(5)
})

test('a task that throws is reported and does not stop the clock', async () => {
  const errors: unknown[] = []
  const clock = new StackClock({
    frozen: true,
    startAtMs: 0,
    onError: (error) => errors.push(error),
  })
  clock.schedule(1, () => failing('broken'))
  clock.schedule(2, () => undefined)
  await clock.advance(3)
  expect(errors).toEqual(['broken'])
  expect(clock.now()).toBe(3)
})
