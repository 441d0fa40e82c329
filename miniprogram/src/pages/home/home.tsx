import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { LocationCard } from '../../components/domain/location-card'
import { Icon } from '../../components/layout/icon'
import { OfflineBar } from '../../components/state/offline-bar'
import { WhenLoaded } from '../../components/state/when-loaded'
import {
  openAccount,
  HOME_ADDRESS,
  openCashier,
  openCode,
  openContract,
  openPolicy,
  openCoupons,
  openScanned,
  openStation,
  openStations,
} from '../../navigation'
import { useShareCard } from '../../share-card'
import { useStores } from '../../stores/app-stores'
import { ContractCard } from './contract-card'
import { FirstVisit } from './first-visit'
import { NearestStation } from './nearest-station'
import { OpenOrderBanner } from './open-order-banner'
import { StaffBanner } from './staff-banner'
import { Tiles } from './tiles'
import './home.scss'

export default observer(function Home() {
  const { arrivals, home, launch, network, wallet } = useStores()
  useShareCard(() => ({ title: '掌上加油：扫油枪上的码，四步付款', path: HOME_ADDRESS }))
  // A scanned code comes first: until its cashier is open, the first screen asks for nothing.
  useDidShow(() => void openScanned(launch).then(home.load))
  const scan = async () => {
    const scanned = await wallet.scan()
    if (scanned !== null) await openCode(scanned, arrivals)
  }
  return (
    <View className='page'>
      <OfflineBar online={network.online} words='没有网络。已付款的口令照样能用。' />
      <OpenOrderBanner />
      <StaffBanner />
      <View className='hero' id='scan' role='button' hoverClass='hero--pressed' onClick={scan}>
        <View className='hero__words'>
          <View className='hero__title'>扫码加油</View>
          <View className='hero__hint'>扫油枪上的码，四步付款</View>
        </View>
        <View className='hero__lens'>
          <Icon name='scan' size='large' />
        </View>
      </View>
      <Cards />
      <Asked />
    </View>
  )
})

/** One question at a time, and none of them before a payment. */
const Asked = observer(function Asked() {
  const { home, location } = useStores()
  if (location.answer !== null || home.view === null) return <FirstVisit />
  return (
    <LocationCard
      onPolicy={() => void openPolicy('privacy')}
      onAnswer={(answer) => {
        location.give(answer)
        if (answer === 'agreed') void home.load()
      }}
    />
  )
})

const Cards = observer(function Cards() {
  const { clock, home, stations, wallet } = useStores()
  return (
    <WhenLoaded loaded={home.home} skeleton={[5, 3]} onRetry={() => void home.load()} isCard>
      {(view) => (
        <View>
          <NearestStation
            home={view}
            nowMs={clock.now()}
            onOpen={(stationId) => void openStation(stationId)}
            onRefuel={(stationId) => void openCashier({ stationId })}
            onAll={() => void openStations(stations)}
            onNavigate={wallet.showOnMap}
          />
          {view.contract && (
            <ContractCard
              contract={view.contract}
              onOpen={(contractId) => void openContract(contractId)}
            />
          )}
          <Tiles
            home={view}
            nowMs={clock.now()}
            onCoupons={() => void openCoupons()}
            onAccount={() => void openAccount()}
          />
        </View>
      )}
    </WhenLoaded>
  )
})
