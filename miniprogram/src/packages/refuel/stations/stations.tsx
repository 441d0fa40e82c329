import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { Empty } from '../../../components/state/empty'
import { Notice } from '../../../components/state/notice'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { openCashier } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import { StationCard } from './station-card'
import './stations.scss'

export default observer(function Stations() {
  const { network, stations } = useStores()
  useDidShow(() => {
    if (stations.stations.at !== 'ready') void stations.load()
  })
  return (
    <View className='page'>
      <OfflineBar online={network.online} words='没有网络，价格可能不是最新的。' />
      {stations.located === false && (
        <Notice
          tone='attention'
          words={{ what: '不知道您在哪里', next: '打开定位，就能按距离看。现在按站名排列。' }}
        />
      )}
      <OrderChips />
      <StationList />
    </View>
  )
})

const OrderChips = observer(function OrderChips() {
  const { stations } = useStores()
  const chips = [
    { value: 'distance', label: '离我最近' } as const,
    ...stations.grades.map(({ id, name }) => ({ value: id, label: `${name}最便宜` })),
  ]
  return (
    <View className='stations__chips' role='radiogroup'>
      {chips.map(({ label, value }) => (
        <View
          key={value}
          id={`order-${value}`}
          className={
            value === stations.order ? 'stations__chip stations__chip--chosen' : 'stations__chip'
          }
          role='radio'
          onClick={() => stations.orderBy(value)}
        >
          {label}
        </View>
      ))}
    </View>
  )
})

const StationList = observer(function StationList() {
  const { stations, wallet } = useStores()
  const { stations: loaded } = stations
  return (
    <WhenLoaded
      loaded={loaded}
      skeleton={[4, 4, 4]}
      onRetry={() => void stations.load()}
      isEmpty={() => stations.ordered.length === 0}
      empty={<Empty title='没有这样的油站' hint='换一个油号看看' />}
    >
      {() =>
        stations.ordered.map((station) => (
          <StationCard
            key={station.stationId}
            station={station}
            gradeId={stations.order === 'distance' ? null : stations.order}
            onChoose={() => void openCashier({ stationId: station.stationId })}
            onNavigate={() => wallet.showOnMap(station)}
          />
        ))
      }
    </WhenLoaded>
  )
})
