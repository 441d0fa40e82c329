import { openGate } from './gate'

/** Work that goes on until it is told to end. */
function held() {
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => (end = resolve))
  return { end, ended }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

test('no more than so many are under way, and the others follow in their order', async () => {
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

test('work that fails lets the next one through', async () => {
  const gate = openGate(1)
  await expect(gate.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await gate.run(async () => 'through')).toBe('through')
})
