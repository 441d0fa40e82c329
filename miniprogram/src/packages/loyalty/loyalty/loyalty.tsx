import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { Empty } from '../../../components/empty'
import { Failure } from '../../../components/failure'
import { OfflineBar } from '../../../components/offline-bar'
import { SkeletonCard } from '../../../components/skeleton-card'
import { useStores } from '../../../stores/app-stores'
import { LoyaltyStore } from './loyalty-store'
import { wordsForReading } from '@palm/client/words/refusals'
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
  if (details.at === 'loading') return [3, 5].map((rows) => <SkeletonCard key={rows} rows={rows} />)
  if (details.at === 'refused') {
    return (
      <View className='card'>
        <Failure words={wordsForReading(details.refusal)} onRetry={() => void loyalty.load()} />
      </View>
    )
  }
  const { level, points } = details.value
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
      {points && <PointsCard points={points} />}
    </View>
  )
})
