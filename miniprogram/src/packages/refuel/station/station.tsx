import type { Loaded } from '@palm/client/loading/loaded'
import type { StationPage } from '@palm/shared/api/station'
import type { Location } from '@palm/shared/station/station'
import { FACILITY_WORDS } from '@palm/client/words/station/facilities'
import { View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { BottomBar } from '../../../components/layout/bottom-bar'
import { Row } from '../../../components/layout/row'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import {
  HOME_ADDRESS,
  openCashier,
  openContract,
  openCoupons,
  readAddress,
  stationAddress,
} from '../../../navigation'
import { useShareCard } from '../../../share-card'
import { useStores } from '../../../stores/app-stores'
import { SendStation } from './send-station'
import { StationPlace } from './station-place'
import { StationHead } from './station-head'
import { StationPrices } from './station-prices'
import { StationStore } from './station-store'
import './station.scss'

export default observer(function StationScreen() {
  const stores = useStores()
  const { stationId } = readAddress(useRouter().params)
  const [store] = useState(() => new StationStore(stores, stationId ?? 'station:none'))
  useDidShow(() => void store.load())
  useShareCard(() => cardOf(store.page))
  return (
    <View className='page'>
      <OfflineBar online={stores.network.online} words='没有网络，价格可能不是最新的。' />
      <WhenLoaded loaded={store.page} skeleton={[4, 4, 3]} onRetry={() => void store.load()} isCard>
        {(page) => <Page page={page} from={store.from} />}
      </WhenLoaded>
    </View>
  )
})

interface PageProps {
  readonly page: StationPage
  readonly from: Location | null
}

/** A station that is not known yet is not sent: the friend gets our first screen. */
const cardOf = (page: Loaded<StationPage>) =>
  page.at === 'ready'
    ? { title: page.value.station.name, path: stationAddress(page.value.station.stationId) }
    : { title: '掌上加油', path: HOME_ADDRESS }

const Page = observer(function Page({ from, page }: PageProps) {
  const { clock, stations, wallet } = useStores()
  const { station } = page
  const { stationId } = station
  return (
    <View>
      <StationHead
        station={station}
        nowMs={clock.now()}
        isFavourite={stations.isFavourite(stationId)}
        onFavourite={() => stations.toggleFavourite(stationId)}
        onNavigate={() => wallet.showOnMap(station)}
        onCall={() => wallet.dial(station.phone)}
        share={<SendStation stationId={stationId} />}
      />
      <StationPlace station={station} from={from} onNavigate={() => wallet.showOnMap(station)} />
      <StationPrices page={page} nowMs={clock.now()} />
      <Benefits page={page} />
      <View className='card station-page__rows'>
        {station.facilities.length > 0 && (
          <Row
            id='facilities'
            label='设施'
            value={station.facilities.map((each) => FACILITY_WORDS[each]).join('、')}
          />
        )}
        <Row id='hours' label='营业时间' value={station.openingHours} />
        <Row id='payee' label='收款方' value={station.payeeName} />
      </View>
      <BottomBar>
        <ActionButton
          id='refuel-here'
          label='在这里加油'
          onTap={() => void openCashier({ stationId })}
        />
      </BottomBar>
    </View>
  )
})

/** Coupons usable here, and contracts that count here. */
function Benefits({ page: { contracts, coupons } }: { readonly page: StationPage }) {
  if (contracts.length === 0 && coupons.length === 0) return null
  return (
    <View className='card station-page__rows'>
      {contracts.map(({ contractId, title }) => (
        <Row
          key={contractId}
          id={`counts-${contractId.slice(-4)}`}
          label='计入合约'
          value={title}
          onTap={() => void openContract(contractId)}
        />
      ))}
      {coupons.length > 0 && (
        <Row
          id='usable-coupons'
          label='这里能用的券'
          value={couponsWords(coupons)}
          onTap={() => void openCoupons()}
        />
      )}
    </View>
  )
}

function couponsWords(coupons: StationPage['coupons']): string {
  const [first] = coupons
  return coupons.length === 1 && first ? first.title : `${coupons.length} 张`
}
