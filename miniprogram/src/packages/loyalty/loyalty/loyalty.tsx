import type { LoyaltyDetails } from '@palm/shared/api/member'
import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { Empty } from '../../../components/state/empty'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { useStores } from '../../../stores/app-stores'
import { LoyaltyStore } from './loyalty-store'
import { BirthdayCard } from './birthday-card'
import { ExpiringCard } from './expiring-card'
import { LevelCard } from './level-card'
import './loyalty.scss'
import { PointsCard } from './points-card'

export default observer(function Loyalty() {
  const stores = useStores()
  const [loyalty] = useState(() => new LoyaltyStore(stores))
  useDidShow(() => void loyalty.load())
  return (
    <View className='page'>
      <OfflineBar online={stores.network.online} words='没有网络，看到的可能不是最新的。' />
      <Cards loyalty={loyalty} />
    </View>
  )
})

const Cards = observer(function Cards({ loyalty }: { loyalty: LoyaltyStore }) {
  const { details } = loyalty
  return (
    <WhenLoaded loaded={details} skeleton={[3, 5]} onRetry={() => void loyalty.load()} isCard>
      {(value) => {
        const { birthday, expiring, level, points } = value
        if (!level && !points) {
          return (
            <View className='card'>
              <Empty title='这里暂时没有等级和积分' hint='有了会在这里告诉您' />
            </View>
          )
        }
        return (
          <View>
            {level && <LevelCard level={level} />}
            <ExpiringCard entries={expiring} />
            {birthday && <BirthdayCard birthday={birthday} gifts={giftsNow(level)} />}
            {points && <PointsCard points={points} movements={loyalty.movements} />}
          </View>
        )
      }}
    </WhenLoaded>
  )
})

/** Birthday gifts of the member's own level. */
const giftsNow = (level: LoyaltyDetails['level']): readonly string[] =>
  level?.ladder.find(({ name }) => name === level.name)?.birthday ?? []
