import { formatPrice } from '@palm/shared/kernel/volume'
import type { StationView } from '@palm/shared/api/station'
import type { GradeId } from '@palm/shared/station/grade'
import type { StationId } from '@palm/shared/station/station'
import { Text, View } from '@tarojs/components'
import { Empty } from '../../components/state/empty'
import { Icon } from '../../components/layout/icon'
import { WhenLoaded } from '../../components/state/when-loaded'
import type { Place } from '../../platform/ports'
import type { Loaded } from '@palm/client/loading/loaded'
import { distance } from '../../words/distances'

interface NearestStationProps {
  readonly stations: Loaded<readonly StationView[]>
  readonly nearest: StationView | null
  /** The grade whose price is shown first. */
  readonly usualGradeId: GradeId | null
  readonly onRetry: () => void
  readonly onChoose: (stationId: StationId) => void
  readonly onAll: () => void
  readonly onNavigate: (place: Place) => void
}

export function NearestStation(props: NearestStationProps) {
  const { nearest, onAll, onChoose, onNavigate, onRetry, stations, usualGradeId } = props
  return (
    <WhenLoaded loaded={stations} skeleton={[5]} onRetry={onRetry} isCard>
      {(value) =>
        nearest ? (
          <View className='card station' id='nearest'>
            <Head station={nearest} onNavigate={onNavigate} />
            {usualFirst(nearest, usualGradeId).map(({ gradeId, gradeName, pumpPriceFen }) => (
              <View key={gradeId} className='station__price'>
                <View className='station__grade'>{gradeName}</View>
                <View className='station__figure'>
                  {formatPrice(pumpPriceFen)}
                  <Text className='station__unit'> /L</Text>
                </View>
              </View>
            ))}
            <View className='station__links'>
              <View className='station__link' id='all-stations' role='link' onClick={onAll}>
                {allWords(value.length)} ›
              </View>
              <View
                className='station__link'
                id='choose-nearest'
                role='link'
                onClick={() => onChoose(nearest.stationId)}
              >
                在这里加油 ›
              </View>
            </View>
          </View>
        ) : (
          <View className='card'>
            <Empty title='还没有油站' hint='油站开通后会出现在这里' />
          </View>
        )
      }
    </WhenLoaded>
  )
}

function Head({ onNavigate, station }: { station: StationView; onNavigate: (at: Place) => void }) {
  return (
    <View className='station__head'>
      <View className='station__words'>
        <View className='station__name'>{station.name}</View>
        <View className='station__hint'>{hintOf(station)}</View>
      </View>
      <View
        className='station__go'
        id='go-nearest'
        role='button'
        aria-label='导航'
        onClick={() => onNavigate(station)}
      >
        <Icon name='go' />
      </View>
    </View>
  )
}

const usualFirst = ({ prices }: StationView, usualGradeId: GradeId | null) => [
  ...prices.filter(({ gradeId }) => gradeId === usualGradeId),
  ...prices.filter(({ gradeId }) => gradeId !== usualGradeId),
]

const hintOf = ({ distanceM, openingHours }: StationView) =>
  distanceM === null ? openingHours : `距您 ${distance(distanceM)} · ${openingHours}`

const allWords = (count: number) => (count > 1 ? `附近还有 ${count - 1} 个站` : '看全部油站')
