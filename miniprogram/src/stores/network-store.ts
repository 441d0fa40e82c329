import { makeAutoObservable } from 'mobx'
import type { Network } from '@palm/client/ports'

/** Whether the phone has a network, for screens that show it. */
export class NetworkStore {
  online: boolean

  constructor(network: Network) {
    this.online = network.isOnline()
    makeAutoObservable(this, {}, { autoBind: true })
    network.onChange(this.change)
  }

  private change(online: boolean): void {
    this.online = online
  }
}
