import { bestEffort } from './best-effort-storage'

const full = () => {
  throw new Error('QuotaExceededError')
}

test('storage that throws reads as empty, and neither writing nor removing fails', () => {
  const storage = bestEffort({ read: full, write: full, remove: full })
  expect(storage.read('key')).toBeNull()
  expect(() => storage.write('key', 1)).not.toThrow()
  expect(() => storage.remove('key')).not.toThrow()
})

test('working storage keeps its values', () => {
  const kept = new Map<string, unknown>()
  const storage = bestEffort({
    read: (key) => kept.get(key),
    write: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
  })
  storage.write('key', { a: 1 })
  expect(storage.read('key')).toEqual({ a: 1 })
  storage.remove('key')
  expect(storage.read('key')).toBeNull()
})
