import { FACILITY_WORDS } from '@palm/client/words/station/facilities'
import { Input, View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { Empty } from '../../../components/state/empty'
import { Notice } from '../../../components/state/notice'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { LocationCard } from '../../../components/domain/location-card'
import { openPolicy, openStation } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import { type Chip, Chips } from '../../../components/input/chips'
import type { StationSort } from '../../../stores/station-list'
import { StationCard } from './station-card'
import './stations.scss'

const SORTS: readonly Chip<StationSort>[] = [
  { value: 'overall', label: '综合' },
  { value: 'nearest', label: '最近' },
  { value: 'cheapest', label: '最便宜' },
]

export default observer(function Stations() {
  const { location, network, stations } = useStores()
  useDidShow(() => void stations.load())
  return (
    <View className='page'>
      <OfflineBar online={network.online} words='没有网络，价格可能不是最新的。' />
      {location.answer === null && (
        <LocationCard
          onPolicy={() => void openPolicy('privacy')}
          onAnswer={(answer) => {
            location.give(answer)
            void stations.load()
          }}
        />
      )}
      {location.answer !== null && stations.located === false && (
        <Notice
          tone='attention'
          words={{ what: '不知道您在哪里', next: '打开定位，就能按距离看。现在按价格排列。' }}
        />
      )}
      {stations.purpose && (
        <Notice
          id='purpose'
          tone='attention'
          words={{
            what: `能用「${stations.purpose.title}」的油站`,
            next: '选一个站，加油时自动用上。',
          }}
        />
      )}
      <View className='stations__search'>
        <Input
          id='search'
          className='stations__input'
          value={stations.query}
          placeholder='搜油站名或地址'
          maxlength={20}
          onInput={({ detail }) => stations.search(detail.value)}
        />
      </View>
      <StationChips />
      <StationList />
    </View>
  )
})

const StationChips = observer(function StationChips() {
  const { stations } = useStores()
  return (
    <View>
      <Chips
        name='grade'
        chips={stations.grades.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={stations.gradeId}
        onChoose={stations.chooseGrade}
      />
      {stations.facilities.length > 0 && (
        <View className='stations__facilities'>
          <Chips
            name='facility'
            kind='quiet'
            chips={stations.facilities.map((one) => ({ value: one, label: FACILITY_WORDS[one] }))}
            chosen={stations.facility}
            onChoose={stations.toggleFacility}
          />
        </View>
      )}
      <View className='stations__sorts'>
        <Chips
          name='sort'
          kind='quiet'
          chips={SORTS}
          chosen={stations.sort}
          onChoose={stations.sortBy}
        />
        {stations.favourites.length > 0 && (
          <Chips
            name='only'
            kind='quiet'
            chips={[{ value: 'favourites', label: '只看收藏' }]}
            chosen={stations.favouritesOnly ? 'favourites' : null}
            onChoose={stations.toggleFavouritesOnly}
          />
        )}
      </View>
    </View>
  )
})

/** As many cards as one screen may send to its view; further ones when they are wanted. */
const AT_ONCE = 10

const StationList = observer(function StationList() {
  const { clock, stations, wallet } = useStores()
  const [shown, setShown] = useState(AT_ONCE)
  const more = stations.listed.length - shown
  return (
    <WhenLoaded
      loaded={stations.stations}
      skeleton={[4, 4, 4]}
      onRetry={() => void stations.load()}
      isEmpty={() => stations.listed.length === 0}
      empty={<Empty title='没有这样的油站' hint='换一个油号或设施，或换一个词搜' />}
    >
      {() => (
        <View>
          {stations.listed.slice(0, shown).map((listed) => (
            <StationCard
              key={listed.station.stationId}
              listed={listed}
              nowMs={clock.now()}
              isFavourite={stations.isFavourite(listed.station.stationId)}
              onOpen={() => void openStation(listed.station.stationId)}
              onNavigate={() => wallet.showOnMap(listed.station)}
            />
          ))}
          {more > 0 && (
            <ActionButton
              id='more-stations'
              kind='plain'
              label={`还有 ${more} 个油站`}
              onTap={() => setShown(shown + AT_ONCE)}
            />
          )}
        </View>
      )}
    </WhenLoaded>
  )
})
