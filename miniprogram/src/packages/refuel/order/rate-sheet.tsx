import type { OrderView } from '@palm/shared/api/order'
import { RATING_WORDS_MAX, type Stars as Count } from '@palm/shared/order/facts/service'
import { Input } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { Stars } from '../../../components/input/stars'
import { Sheet } from '../../../components/layout/sheet'
import { Notice } from '../../../components/state/notice'
import type { OrderStore } from '../../../stores/order/order-store'
import { wordsFor } from '@palm/client/words/refusals/refusals'

interface RateSheetProps {
  readonly open: boolean
  readonly order: OrderView
  readonly store: OrderStore
  readonly onClose: () => void
}

/** 评价: stars, and a few words if the driver likes; may be changed for a week. */
export const RateSheet = observer(function RateSheet(props: RateSheetProps) {
  const { onClose, open, order, store } = props
  const [stars, setStars] = useState<Count | null>(order.rating?.stars ?? null)
  const [words, setWords] = useState(order.rating?.words ?? '')
  const send = async () => {
    if (stars === null) return
    await store.rate(stars, words.trim())
    if (store.refusal) return
    void Taro.showToast({ title: '谢谢您的评价', icon: 'none' })
    onClose()
  }
  return (
    <Sheet open={open} title='这次加油怎么样？' onClose={onClose}>
      <Stars chosen={stars} onChoose={setStars} />
      {store.refusal && <Notice tone='danger' words={wordsFor(store.refusal)} />}
      <Input
        id='rating-words'
        className='order-help__input'
        value={words}
        maxlength={RATING_WORDS_MAX}
        placeholder='说两句（可以不填）'
        onInput={({ detail }) => setWords(detail.value)}
      />
      <ActionButton
        id='send-rating'
        label='提交评价'
        disabled={stars === null}
        loading={store.busy}
        onTap={() => void send()}
      />
    </Sheet>
  )
})
