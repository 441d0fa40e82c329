import { idsFrom, type NewId } from '@palm/client/new-id'
import { createContext, useContext } from 'react'
import { type ApiClient, createApiClient } from '@palm/client/api/api-client'
import { assert } from '@palm/shared/kernel/assert'
import type { OrderView } from '@palm/shared/api/order'
import type { Platform } from '../platform/ports'
import { Arrivals } from './arrivals'
import { ApprovalsStore } from './staff/approvals-store'
import { bestEffort } from './best-effort-storage'
import { HomeStore } from './home-store'
import { LocationConsent } from './location-consent'
import { LaunchStore } from './launch-store'
import { MemberStore } from './member-store'
import { MessagesStore } from './messages-store'
import { NetworkStore } from './network-store'
import { OfflineBook } from './staff/offline-book'
import { OpenOrder } from './order/open-order'
import { openOrders } from './order/orders'
import type { PagedStore } from '@palm/client/loading/paged-store'
import { QueueStore } from './staff/queue-store'
import { StaffStore } from './staff/staff-store'
import { ScanAhead } from './scan-ahead'
import { StationsStore } from './stations-store'

/**
 * Stores with the lifetime of the app. Stores of a screen take their ports from here: `new
 * CashierStore(stores, opening)`.
 */
export interface AppStores extends Omit<Platform, 'network' | 'randomBytes'> {
  readonly api: ApiClient
  readonly newId: NewId
  readonly enter: () => Promise<void>
  readonly network: NetworkStore
  readonly launch: LaunchStore
  readonly arrivals: Arrivals
  readonly scan: ScanAhead['scan']
  readonly member: MemberStore
  readonly home: HomeStore
  readonly location: LocationConsent
  readonly messages: MessagesStore
  readonly stations: StationsStore
  readonly openOrder: OpenOrder
  readonly orders: PagedStore<OrderView>
  readonly staff: StaffStore
  readonly queue: QueueStore
  readonly approvals: ApprovalsStore
  readonly book: OfflineBook
}

export function openAppStores(given: Platform): AppStores {
  const storage = bestEffort(given.storage)
  const location = new LocationConsent(storage, given.wallet)
  const wallet = { ...given.wallet, locate: location.locate }
  const platform = { ...given, storage, wallet }
  const api = createApiClient({ ...platform, transport: wallet })
  const ports = { ...platform, api, newId: idsFrom(platform.randomBytes) }
  const member = new MemberStore(api, storage)
  const home = new HomeStore({ ...ports, storage, wallet, know: member.know })
  const arrivals = new Arrivals(platform.clock, storage)
  const launch = new LaunchStore(wallet, platform.clock, arrivals)
  const book = new OfflineBook(api, storage)
  platform.network.onChange((online) => {
    if (!online) return
    void home.load()
    void book.replay()
  })
  return {
    ...ports,
    network: new NetworkStore(platform.network),
    launch,
    arrivals,
    scan: new ScanAhead(api, platform.clock, launch.pending).scan,
    member,
    home,
    location,
    messages: new MessagesStore({ ...ports, wallet }),
    enter: member.enter,
    stations: new StationsStore({
      ...ports,
      storage,
      enter: member.enter,
      usualGradeId: () => member.profile?.usualGradeId ?? null,
    }),
    openOrder: new OpenOrder(storage),
    orders: openOrders(api),
    staff: new StaffStore(ports),
    queue: new QueueStore({ ...ports, book }),
    approvals: new ApprovalsStore(ports),
    book,
  }
}

export const AppStoresContext = createContext<AppStores | null>(null)

export function useStores(): AppStores {
  const stores = useContext(AppStoresContext)
  assert(stores !== null, 'a screen outside of the app')
  return stores
}
