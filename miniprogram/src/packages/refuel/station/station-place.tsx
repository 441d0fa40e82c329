import { bearing, directionWords } from '@palm/client/words/station/direction'
import type { StationView } from '@palm/shared/api/station'
import type { Location } from '@palm/shared/station/station'
import { View } from '@tarojs/components'
import { useStores } from '../../../stores/app-stores'
import { distance } from '../../../words/distances'

interface StationPlaceProps {
  readonly station: StationView
  /** Null if the driver's position is unknown. */
  readonly from: Location | null
  readonly onNavigate: () => void
}

/** The wallet's map; where there is none, the direction and the way as the crow flies. */
export function StationPlace({ from, onNavigate, station }: StationPlaceProps) {
  const { stationMap: StationMap } = useStores()
  if (StationMap) {
    return <StationMap className='station-page__map' place={station} onTap={onNavigate} />
  }
  if (!from || station.distanceM === null) return null
  const degrees = bearing(from, station)
  return (
    <View className='card station-place' id='place'>
      <View className='station-place__rings' aria-hidden='true'>
        <View className='station-place__north'>北</View>
        <View className='station-place__here' />
        <View className='station-place__way' style={{ transform: `rotate(${degrees}deg)` }}>
          <View className='station-place__there' />
        </View>
      </View>
      <View className='station-place__words'>
        <View className='station-place__figure'>{distance(station.distanceM)}</View>
        <View className='station-place__hint'>在您的{directionWords(degrees)}方向，直线距离</View>
      </View>
    </View>
  )
}
