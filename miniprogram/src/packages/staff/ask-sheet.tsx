import { formatYuan } from '@palm/shared/kernel/fen'
import { ASK_REASONS } from '@palm/shared/order/verbs/approval'
import { Input, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useEffect } from 'react'
import { ActionButton } from '../../components/input/action-button'
import { Choices } from '../../components/input/choices'
import { Notice } from '../../components/state/notice'
import { Sheet } from '../../components/layout/sheet'
import { useStores } from '../../stores/app-stores'
import type { AskStore } from '../../stores/staff/ask-store'
import { ASK_REASON_WORDS } from '@palm/client/words/order/approval'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import './reason.scss'

const CHOICES = ASK_REASONS.map((value) => ({ value, label: ASK_REASON_WORDS[value] }))

interface AskSheetProps {
  readonly store: AskStore
  readonly onClose: () => void
}

/**
 * The amount exceeds the attendant's limit: asks for a reason, then the manager. Closes itself once
 * the request is sent, so that the list behind it is visible.
 */
export const AskSheet = observer(function AskSheet({ onClose, store }: AskSheetProps) {
  const { approvals } = useStores()
  const { backFen, busy, done, note, reason, refusal } = store
  useEffect(() => {
    if (!done) return
    void approvals.load()
    onClose()
  }, [approvals, done, onClose])
  return (
    <Sheet open title='这笔要站长同意' onClose={onClose}>
      <View className='reason__words'>
        要退 {formatYuan(backFen)}
        ，一个人不能直接退。说明原因，站长同意后自动退给司机；现在还没有退。
      </View>
      <Choices name='why' choices={CHOICES} chosen={reason} onChoose={store.choose} />
      <Input
        id='note'
        className='reason__note'
        value={note}
        maxlength={60}
        placeholder='补充一句（可以不填）'
        onInput={({ detail }) => store.write(detail.value)}
      />
      {refusal && <Notice id='ask-refusal' tone='danger' words={wordsFor(refusal)} />}
      <ActionButton
        id='ask'
        label='请站长同意'
        disabled={reason === null && !busy}
        loading={busy}
        onTap={() => void store.ask()}
      />
    </Sheet>
  )
})
