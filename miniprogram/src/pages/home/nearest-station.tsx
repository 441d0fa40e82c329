import type { HomeView } from '@palm/shared/api/member'
import type { OwnStationView } from '@palm/shared/api/station'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { GradeId } from '@palm/shared/station/grade'
import type { StationId } from '@palm/shared/station/station'
import { openingWords } from '@palm/client/words/station/opening'
import { Text, View } from '@tarojs/components'
import { OwnPriceLine } from '../../components/domain/own-price-line'
import { Icon } from '../../components/layout/icon'
import { Empty } from '../../components/state/empty'
import type { Place } from '../../platform/ports'
import { distance } from '../../words/distances'

interface NearestStationProps {
  readonly home: HomeView
  readonly nowMs: EpochMs
  readonly onOpen: (stationId: StationId) => void
  readonly onRefuel: (stationId: StationId) => void
  readonly onAll: () => void
  readonly onNavigate: (place: Place) => void
}

export function NearestStation(props: NearestStationProps) {
  const { home, nowMs, onAll, onNavigate, onOpen, onRefuel } = props
  const { nearest, stationCount } = home
  if (!nearest) {
    return (
      <View className='card'>
        <Empty title='还没有油站' hint='油站开通后会出现在这里' />
      </View>
    )
  }
  const { stationId } = nearest
  return (
    <View className='card station' id='nearest'>
      <View className='station__head'>
        <View
          className='station__words'
          id='nearest-page'
          role='link'
          onClick={() => onOpen(stationId)}
        >
          <View className='station__name'>{nearest.name} ›</View>
          <Hint station={nearest} nowMs={nowMs} />
        </View>
        <View
          className='station__go'
          id='go-nearest'
          role='button'
          aria-label='导航'
          onClick={() => onNavigate(nearest)}
        >
          <Icon name='go' />
        </View>
      </View>
      {usualFirst(nearest, home.member.profile?.usualGradeId ?? null).map((price) => (
        <OwnPriceLine key={price.gradeId} price={price} />
      ))}
      <View className='station__links'>
        <View className='station__link' id='all-stations' role='link' onClick={onAll}>
          {allWords(stationCount)} ›
        </View>
        <View
          className='station__link'
          id='choose-nearest'
          role='link'
          onClick={() => onRefuel(stationId)}
        >
          在这里加油 ›
        </View>
      </View>
    </View>
  )
}

function Hint({ nowMs, station }: { station: OwnStationView; nowMs: EpochMs }) {
  const { distanceM, openingHours } = station
  const { isClosed, words } = openingWords(openingHours, nowMs)
  return (
    <View className='station__hint'>
      {distanceM !== null && `距您 ${distance(distanceM)} · `}
      <Text className={isClosed ? 'station__closed' : ''}>{words}</Text>
    </View>
  )
}

const usualFirst = ({ prices }: OwnStationView, usualGradeId: GradeId | null) => [
  ...prices.filter(({ gradeId }) => gradeId === usualGradeId),
  ...prices.filter(({ gradeId }) => gradeId !== usualGradeId),
]

const allWords = (count: number) => (count > 1 ? `附近还有 ${count - 1} 个站` : '看全部油站')
