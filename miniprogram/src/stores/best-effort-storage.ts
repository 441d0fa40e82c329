import type { Storage } from '../platform/ports'

/**
 * A phone whose storage is full, or that keeps pages from writing, throws from every call. What is
 * kept there makes an app that was killed come back where it stood; paying must never depend on it.
 */
export function bestEffort(storage: Storage): Storage {
  return {
    read: (key) => attempt(() => storage.read(key)) ?? null,
    write: (key, value) => void attempt(() => storage.write(key, value)),
    remove: (key) => void attempt(() => storage.remove(key)),
  }
}

function attempt<Value>(act: () => Value): Value | null {
  try {
    return act()
  } catch {
    return null
  }
}
