import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { ActionButton } from '../../../components/action-button'
import { Failure } from '../../../components/failure'
import { OfflineBar } from '../../../components/offline-bar'
import { SkeletonCard } from '../../../components/skeleton-card'
import { openStaffJoin } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import { wordsFor } from '../../../words/refusals'
import { DutyBoard } from './duty-board'
import { DutyStart } from './duty-start'
import './queue.scss'

export default observer(function Queue() {
  const { book, network, staff } = useStores()
  useDidShow(() => {
    void staff.load()
    void book.replay()
  })
  return (
    <View className='page'>
      <OfflineBar online={network.online} words='没有网络,照样能核对口令;确认先存在这部手机上。' />
      <QueueBody />
    </View>
  )
})

const QueueBody = observer(function QueueBody() {
  const { staff } = useStores()
  const { duty, me } = staff
  if (me.at === 'loading') {
    return [1, 2, 3].map((card) => <SkeletonCard key={card} rows={3} />)
  }
  if (me.at === 'refused') {
    return (
      <View className='card'>
        <Failure words={wordsFor(me.refusal)} onRetry={() => void staff.load()} />
        <ActionButton
          id='to-join'
          kind='plain'
          label='用邀请码加入'
          onTap={() => void openStaffJoin()}
        />
      </View>
    )
  }
  return duty ? <DutyBoard me={me.value} duty={duty} /> : <DutyStart me={me.value} />
})
