import Taro from '@tarojs/taro'
import type { Network } from './ports'

let online = true

const listeners: ((online: boolean) => void)[] = []

const changeTo = (isConnected: boolean) => {
  if (isConnected === online) return
  online = isConnected
  listeners.forEach((listener) => listener(online))
}

/** The phone reports its state on request, and then every change. */
void Taro.getNetworkType().then(({ networkType }) => changeTo(networkType !== 'none'))
Taro.onNetworkStatusChange(({ isConnected }) => changeTo(isConnected))

export const network: Network = {
  isOnline: () => online,
  onChange: (listener) => void listeners.push(listener),
}
