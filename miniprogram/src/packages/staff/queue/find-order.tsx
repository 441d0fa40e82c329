import { Input, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { Notice } from '../../../components/state/notice'
import { useStores } from '../../../stores/app-stores'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import { RecentCard } from './recent-list'
import { WaitingCard } from './waiting-list'

const TAIL = /^[0-9A-Z]{4}$/

/** Finds one order by the four letters of its tail, however long the list is. */
export const FindOrder = observer(function FindOrder() {
  const { book, queue } = useStores()
  const [tail, setTail] = useState('')
  const { found, searchRefusal } = queue
  return (
    <View>
      <View className='card duty-find'>
        <Input
          id='find-tail'
          className='duty-find__tail'
          value={tail}
          maxlength={4}
          placeholder='按尾号找，比如 7K2M'
          onInput={({ detail }) => setTail(detail.value.toUpperCase())}
        />
        <ActionButton
          id='find'
          kind='small'
          label='查找'
          disabled={!TAIL.test(tail)}
          onTap={() => void queue.search({ tail, nozzleNumber: null })}
        />
      </View>
      {searchRefusal && <Notice id='find-refusal' tone='danger' words={wordsFor(searchRefusal)} />}
      {found?.length === 0 && (
        <Notice
          id='find-nothing'
          words={{ what: '三天内没有这个尾号', next: '请再看一眼司机的屏幕，或者扫他的码。' }}
        />
      )}
      {found?.map((order) =>
        order.status === 'paid' ? (
          <WaitingCard
            key={order.orderId}
            order={order}
            nowMs={queue.nowMs}
            isKept={book.isPending(order.orderId)}
          />
        ) : (
          <RecentCard key={order.orderId} order={order} />
        ),
      )}
    </View>
  )
})
