import type { Storage } from '@palm/client/ports'

/**
 * Storage may throw from every call: if it is full, or denied to the page. Stored values only
 * restore an app that was killed; paying must never depend on them.
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
