import type { OwnStationView } from '@palm/shared/api/station'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { openingWords } from '@palm/client/words/station/opening'
import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Icon } from '../../../components/layout/icon'
import { Tag } from '../../../components/layout/tag'
import { distance } from '../../../words/distances'

interface StationHeadProps {
  readonly station: OwnStationView
  readonly nowMs: EpochMs
  readonly isFavourite: boolean
  readonly onFavourite: () => void
  readonly onNavigate: () => void
  readonly onCall: () => void
  /** Sends the station to a friend. */
  readonly share: ReactNode
}

/** Name, place and hours, and what one does with a station: go there, call, remember it. */
export function StationHead(props: StationHeadProps) {
  const { isFavourite, nowMs, onCall, onFavourite, onNavigate, share, station } = props
  const { address, distanceM, isContractStation, name, openingHours, phone } = station
  const { isClosed, words } = openingWords(openingHours, nowMs)
  return (
    <View className='card'>
      <View className='station-page__title'>
        <View className='station-page__name'>{name}</View>
        {isContractStation && <Tag text='合约站' />}
      </View>
      <View className='station-page__hint'>
        {distanceM !== null && `距您 ${distance(distanceM)} · `}
        <Text className={isClosed ? 'station-page__closed' : ''}>{words}</Text>
      </View>
      <View className='station-page__hint'>{address}</View>
      <View className='station-page__actions'>
        <View className='station-page__action' id='navigate' role='button' onClick={onNavigate}>
          <Icon name='go' />
          <View>导航</View>
        </View>
        {phone !== '' && (
          <View className='station-page__action' id='call' role='button' onClick={onCall}>
            <Icon name='phone' />
            <View>打电话</View>
          </View>
        )}
        <View className='station-page__action' id='favourite' role='button' onClick={onFavourite}>
          <Icon name={isFavourite ? 'starred' : 'star'} />
          <View>{isFavourite ? '已收藏' : '收藏'}</View>
        </View>
        {share}
      </View>
    </View>
  )
}
