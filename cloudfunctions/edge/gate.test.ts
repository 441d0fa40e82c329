import { openGate } from './gate'

/** Work that continues until released. */
function held() {
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => (end = resolve))
  return { end, ended }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

test('limits concurrency, and admits the others in order', async () => {
  const gate = openGate(2)
  const begun: number[] = []
  const holds = [0, 1, 2, 3].map(held)
  const all = holds.map(({ ended }, index) =>
    gate.run(async () => {
      begun.push(index)
      await ended
    }),
  )
  await settle()
  expect(begun).toEqual([0, 1])
  holds[1]!.end()
  await settle()
  expect(begun).toEqual([0, 1, 2])
  holds.forEach(({ end }) => end())
  await Promise.all(all)
  expect(begun).toEqual([0, 1, 2, 3])
})

test('failed work admits the next one', async () => {
  const gate = openGate(1)
  await expect(gate.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await gate.run(async () => 'through')).toBe('through')
})
