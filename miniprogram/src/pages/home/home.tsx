import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { Icon } from '../../components/layout/icon'
import { OfflineBar } from '../../components/state/offline-bar'
import { openCashier, openScanned, openStations } from '../../navigation'
import { useStores } from '../../stores/app-stores'
import { FirstVisit } from './first-visit'
import { NearestStation } from './nearest-station'
import { OpenOrderBanner } from './open-order-banner'
import { StaffBanner } from './staff-banner'
import './home.scss'

export default observer(function Home() {
  const { launch, member, network, stations, wallet } = useStores()
  useDidShow(() => {
    void stations.load()
    void openScanned(launch)
  })
  const scan = async () => {
    const scanned = await wallet.scan()
    if (scanned !== null) await openCashier({ scanned })
  }
  return (
    <View className='page'>
      <OfflineBar online={network.online} words='没有网络。已付款的口令照样能用。' />
      <OpenOrderBanner />
      <StaffBanner />
      <View className='hero' id='scan' role='button' hoverClass='hero--pressed' onClick={scan}>
        <View className='hero__words'>
          <View className='hero__title'>扫码加油</View>
          <View className='hero__hint'>扫油枪上的码，四步付款，不用下车</View>
        </View>
        <View className='hero__lens'>
          <Icon name='scan' />
        </View>
      </View>
      <NearestStation
        stations={stations.stations}
        nearest={stations.nearest}
        usualGradeId={member.profile?.usualGradeId ?? null}
        onRetry={() => void stations.load()}
        onChoose={(stationId) => void openCashier({ stationId })}
        onAll={() => void openStations()}
        onNavigate={wallet.showOnMap}
      />
      <FirstVisit />
    </View>
  )
})
