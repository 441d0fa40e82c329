import type { Storage } from '@palm/client/ports'

/** Several phones share one browser: each has its own namespace. */
const keyed = (key: string) => `${window.walletHost?.storageNamespace ?? ''}:${key}`

export const storage: Storage = {
  read: (key) => {
    const text = window.localStorage.getItem(keyed(key))
    return text === null ? null : (JSON.parse(text) as unknown)
  },
  write: (key, value) => window.localStorage.setItem(keyed(key), JSON.stringify(value)),
  remove: (key) => window.localStorage.removeItem(keyed(key)),
}
