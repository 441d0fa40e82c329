import type { DutyView, StaffView } from '@palm/shared/api/staff'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Money } from '../../../components/figure/money'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { MessageAsk } from '../../../message-ask'
import { useStores } from '../../../stores/app-stores'
import { shiftWords } from '@palm/client/words/shift'
import { useSeen } from '../../../use-seen'
import { ApprovalsList } from './approvals-list'
import { DutyBar } from './duty-bar'
import { FindOrder } from './find-order'
import { PendingList } from './pending-list'
import { RecentList } from './recent-list'
import { WaitingList } from './waiting-list'

interface DutyBoardProps {
  readonly me: StaffView
  readonly duty: DutyView
}

/** On duty: pending confirmations, waiting orders, recent orders. */
export const DutyBoard = observer(function DutyBoard({ duty, me }: DutyBoardProps) {
  const { queue } = useStores()
  useSeen(queue)
  return (
    <View>
      <View className='duty__who'>
        {shiftWords(duty.startedAtMs)} · {me.name} · {duty.stationName}
      </View>
      <Board />
      <MessageAsk label='该交接班时通知我' topics={['shift']} />
      <DutyBar />
    </View>
  )
})

const Board = observer(function Board() {
  const { book, queue } = useStores()
  const { nowMs, queue: loaded } = queue
  return (
    <WhenLoaded loaded={loaded} skeleton={[5]} onRetry={() => void queue.load()}>
      {(value) => {
        const { recent, totals, waiting } = value
        return (
          <View>
            <View className='duty__totals'>
              <View className='card duty__total'>
                <View className='duty__label'>本班收款</View>
                <Money amount={totals.confirmedFen} size='medium' id='confirmed-sum' />
              </View>
              <View className='card duty__total'>
                <View className='duty__label'>笔数 / 待处理</View>
                <View className='duty__counts'>
                  <View>{totals.confirmedCount}</View>
                  <View className='duty__slash'>/</View>
                  <View className={waiting.length > 0 ? 'duty__open' : ''}>{waiting.length}</View>
                </View>
              </View>
            </View>
            <PendingList book={book} />
            <ApprovalsList />
            <FindOrder />
            <WaitingList waiting={waiting} nowMs={nowMs} />
            <RecentList recent={recent} />
          </View>
        )
      }}
    </WhenLoaded>
  )
})
