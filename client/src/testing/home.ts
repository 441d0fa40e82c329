import type { HomeView } from '@palm/shared/api/member'
import type { OwnStationView } from '@palm/shared/api/station'
import { aStation } from './builders'
import { branded, type Plain } from './plain'

/** A station at pump prices. */
export const anOwnStation = (overrides: Partial<Plain<OwnStationView>> = {}): OwnStationView => {
  const station = aStation()
  return branded<OwnStationView>({
    ...station,
    prices: station.prices.map((price) => ({
      ...price,
      own: { pricePerLitreFen: price.pumpPriceFen, kind: 'pump', title: '枪价' },
    })),
    isContractStation: false,
    ...overrides,
  })
}

/** The first screen of a driver without any benefit. */
export const aHome = (overrides: Partial<Plain<HomeView>> = {}): HomeView =>
  branded<HomeView>({
    member: {
      memberId: 'member:00000000000000zhang0',
      provider: 'wechat',
      profile: null,
      staffName: null,
      loyalty: { points: null, level: null },
      storedValue: null,
      phone: null,
    },
    nearest: anOwnStation(),
    stationCount: 7,
    contract: null,
    coupons: { usable: 0, expiring: null },
    openOrders: [],
    lastFillFen: null,
    ...overrides,
  })
