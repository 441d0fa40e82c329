import { formatYuan } from '@palm/shared/kernel/fen'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { Empty } from '../../../components/state/empty'
import { Keypad } from '../../../components/input/keypad'
import { Money } from '../../../components/figure/money'
import { Notice } from '../../../components/state/notice'
import { NozzleTile } from '../../../components/domain/nozzle-tile'
import { TypedMoney } from '../../../components/input/typed-money'
import { goBack, readAddress } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import { CorrectionStore } from './correction-store'
import { backWords } from '../../../words/back'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import { AskSheet } from '../ask-sheet'
import './correct.scss'

export default observer(function Correct() {
  const stores = useStores()
  const { orderId } = readAddress(useRouter().params)
  const [store] = useState(() => {
    const order = orderId === null ? null : stores.queue.find(orderId)
    return order && new CorrectionStore(stores, order)
  })
  if (store) return <CorrectScreen store={store} />
  const { next, what } = wordsFor({ code: 'client/not-in-queue' })
  return (
    <View className='page'>
      <Empty title={what} hint={next}>
        <ActionButton id='back' kind='small' label='回到列表' onTap={() => void goBack()} />
      </Empty>
    </View>
  )
})

const CorrectScreen = observer(function CorrectScreen({ store }: { store: CorrectionStore }) {
  const { amountText, asked, asking, busy, canCorrect, confirmed, done, order, refusal } = store
  useEffect(() => {
    if (!done && !asked) return
    void Taro.showToast({ title: done ? '已更正' : '已交给站长', icon: 'none' })
    void goBack()
  }, [asked, done])
  return (
    <View className='page'>
      <View className='card correct__subject'>
        <NozzleTile number={order.nozzleNumber} pale />
        <View className='correct__facts'>
          <View className='correct__label'>确认过 · 尾号 {order.tail}</View>
          <Money amount={confirmed} size='large' />
        </View>
      </View>
      {refusal && <Notice id='refusal' tone='danger' words={wordsFor(refusal)} />}
      <View className='card'>
        <View className='correct__label'>实际加油金额</View>
        <TypedMoney id='dispensed' text={amountText} typing />
        <Keypad onKey={store.typeAmount} />
        <View className='correct__rest' id='rest'>
          {restWords(store)}
        </View>
        <ActionButton
          id='correct'
          label='更正并退款'
          disabled={!canCorrect && !busy}
          loading={busy}
          onTap={() => void store.correct()}
        />
      </View>
      {asking && <AskSheet store={asking} onClose={store.stopAsking} />}
    </View>
  )
})

function restWords({ back, confirmed, rest }: CorrectionStore): string {
  if (rest === null) return '只能改小；多加的请司机另付一笔'
  return rest > 0 ? backWords(back.rest) : `要低于确认过的 ${formatYuan(confirmed)}`
}
