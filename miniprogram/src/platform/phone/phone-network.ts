import type { Network } from '@palm/client/ports'

/** Network APIs that a wallet may have; without them the phone counts as online. */
export interface NetworkApis {
  getNetworkType?(): Promise<{ readonly networkType: string }>
  onNetworkStatusChange?(listener: (change: { readonly isConnected: boolean }) => void): void
}

/** The phone says so only when asked, and then at every change. */
export function phoneNetwork(apis: NetworkApis): Network {
  let online = true
  const listeners: ((online: boolean) => void)[] = []
  const changeTo = (isConnected: boolean) => {
    if (isConnected === online) return
    online = isConnected
    listeners.forEach((listener) => listener(online))
  }
  void apis.getNetworkType?.().then(
    ({ networkType }) => changeTo(networkType !== 'none'),
    () => undefined,
  )
  apis.onNetworkStatusChange?.(({ isConnected }) => changeTo(isConnected))
  return {
    isOnline: () => online,
    onChange: (listener) => void listeners.push(listener),
  }
}
