import type { EpochMs } from '@palm/shared/kernel/instant'
import { FACILITY_WORDS } from '@palm/client/words/station/facilities'
import { openingWords } from '@palm/client/words/station/opening'
import { Text, View } from '@tarojs/components'
import { OwnPriceLine } from '../../../components/domain/own-price-line'
import { Icon } from '../../../components/layout/icon'
import { Tag } from '../../../components/layout/tag'
import type { ListedStation } from '../../../stores/station-list'
import { distance } from '../../../words/distances'

interface StationCardProps {
  readonly listed: ListedStation
  readonly nowMs: EpochMs
  readonly isFavourite: boolean
  readonly onOpen: () => void
  readonly onNavigate: () => void
}

/** A station of the list with the price of the chosen grade. */
export function StationCard(props: StationCardProps) {
  const { isFavourite, listed, nowMs, onNavigate, onOpen } = props
  const { price, station } = listed
  const { address, distanceM, facilities, isContractStation, name, openingHours } = station
  const { isClosed, words } = openingWords(openingHours, nowMs)
  return (
    <View className='card station-card'>
      <View className='station-card__head'>
        <View
          className='station-card__choose'
          id={`station-${station.stationId.slice('station:'.length)}`}
          role='link'
          onClick={onOpen}
        >
          <View className='station-card__title'>
            <View className='station-card__name'>{name}</View>
            {isContractStation && <Tag text='合约站' />}
            {isFavourite && <Tag tone='quiet' text='已收藏' />}
          </View>
          <View className='station-card__hint'>
            {distanceM !== null && `${distance(distanceM)} · `}
            <Text className={isClosed ? 'station-card__closed' : ''}>{words}</Text>
          </View>
          <View className='station-card__hint'>{address}</View>
          {facilities.length > 0 && (
            <View className='station-card__hint'>
              {facilities.map((each) => FACILITY_WORDS[each]).join(' · ')}
            </View>
          )}
        </View>
        <View className='station-card__go' role='button' aria-label='导航' onClick={onNavigate}>
          <Icon name='go' />
        </View>
      </View>
      <View className='station-card__price' onClick={onOpen}>
        <OwnPriceLine price={price} />
      </View>
    </View>
  )
}
