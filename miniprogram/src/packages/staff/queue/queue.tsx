import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { ActionButton } from '../../../components/input/action-button'
import { Empty } from '../../../components/state/empty'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { openStaffJoin } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import { isNoStaff } from '../../../stores/staff/staff-store'
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
  if (me.at === 'refused' && isNoStaff(me.refusal)) {
    return (
      <View className='card'>
        <Empty title='您还不是加油员' hint='有站长给的邀请码，就能在这里加入' />
        <ActionButton id='to-join' label='用邀请码加入' onTap={() => void openStaffJoin()} />
      </View>
    )
  }
  return (
    <WhenLoaded loaded={me} skeleton={[3, 3, 3]} onRetry={() => void staff.load()} isCard>
      {(value) => (duty ? <DutyBoard me={value} duty={duty} /> : <DutyStart me={value} />)}
    </WhenLoaded>
  )
})
