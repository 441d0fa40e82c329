import type { Network } from '@palm/client/ports'

export const network: Network = {
  isOnline: () => window.navigator.onLine,
  onChange: (listener) => {
    window.addEventListener('online', () => listener(true))
    window.addEventListener('offline', () => listener(false))
  },
}
