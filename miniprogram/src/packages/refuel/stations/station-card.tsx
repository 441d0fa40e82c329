import { formatPrice } from '@palm/shared/kernel/volume'
import type { StationView } from '@palm/shared/api/station'
import type { GradeId } from '@palm/shared/station/grade'
import { View } from '@tarojs/components'
import { Icon } from '../../../components/layout/icon'
import { distance } from '../../../words/distances'

interface StationCardProps {
  readonly station: StationView
  /** The grade whose price is shown; null for all. */
  readonly gradeId: GradeId | null
  readonly onChoose: () => void
  readonly onNavigate: () => void
}

export function StationCard({ gradeId, onChoose, onNavigate, station }: StationCardProps) {
  const { address, distanceM, name, openingHours, prices } = station
  const shown = prices.filter((price) => gradeId === null || price.gradeId === gradeId)
  return (
    <View className='card station-card'>
      <View className='station-card__head'>
        <View className='station-card__choose' role='link' onClick={onChoose}>
          <View className='station-card__name'>{name}</View>
          <View className='station-card__hint'>
            {distanceM !== null && `${distance(distanceM)} · `}
            {openingHours}
          </View>
          <View className='station-card__hint'>{address}</View>
        </View>
        <View className='station-card__go' role='button' aria-label='导航' onClick={onNavigate}>
          <Icon name='go' />
        </View>
      </View>
      <View className='station-card__prices' onClick={onChoose}>
        {shown.map(({ gradeId: id, gradeName, pumpPriceFen }) => (
          <View key={id} className='station-card__price'>
            <View className='station-card__grade'>{gradeName}</View>
            <View className='station-card__figure'>{formatPrice(pumpPriceFen)}</View>
          </View>
        ))}
      </View>
    </View>
  )
}
