import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { ActionButton } from '../../../components/action-button'
import { Empty } from '../../../components/empty'
import { Failure } from '../../../components/failure'
import { OfflineBar } from '../../../components/offline-bar'
import { SkeletonCard } from '../../../components/skeleton-card'
import { openStaffJoin } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import { isNoStaff } from '../../../stores/staff/staff-store'
import { wordsForReading } from '@palm/client/words/refusals'
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
      <OfflineBar
        online={network.online}
        words='没有网络，照样能核对口令；确认先存在这部手机上。'
      />
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
  if (me.at === 'refused' && isNoStaff(me.refusal)) {
    return (
      <View className='card'>
        <Empty title='您还不是加油员' hint='有站长给的邀请码，就能在这里加入' />
        <ActionButton id='to-join' label='用邀请码加入' onTap={() => void openStaffJoin()} />
      </View>
    )
  }
  if (me.at === 'refused') {
    return (
      <View className='card'>
        <Failure words={wordsForReading(me.refusal)} onRetry={() => void staff.load()} />
      </View>
    )
  }
  return duty ? <DutyBoard me={me.value} duty={duty} /> : <DutyStart me={me.value} />
})
