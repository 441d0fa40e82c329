import type { ApprovalView } from '@palm/shared/api/staff'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { ActionButton } from '../../../components/input/action-button'
import { Notice } from '../../../components/state/notice'
import { NozzleTile } from '../../../components/domain/nozzle-tile'
import { useStores } from '../../../stores/app-stores'
import { useSeen } from '../../../use-seen'
import { ASK_REASON_WORDS, askedWords } from '@palm/client/words/order/approval'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import { timeOfDay } from '@palm/client/words/times'

/** Requests that this person may answer, and their own. */
export const ApprovalsList = observer(function ApprovalsList() {
  const { approvals } = useStores()
  const { refusal, toSettle, waiting } = approvals
  useSeen(approvals)
  if (toSettle.length === 0 && waiting.length === 0) return null
  return (
    <View>
      {toSettle.length > 0 && (
        <View className='duty__section'>
          <View className='duty__title'>等您同意</View>
        </View>
      )}
      {refusal && <Notice id='approval-refusal' tone='danger' words={wordsFor(refusal)} />}
      {toSettle.map((approval) => (
        <ToSettle key={approval.approvalId} approval={approval} />
      ))}
      {waiting.map(({ approvalId, tail, ...approval }) => (
        <Notice
          key={approvalId}
          id={`asked-${tail}`}
          words={{
            what: `尾号 ${tail}：${askedWords({ approvalId, tail, ...approval })}`,
            next: '已经交给站长，同意之前不会退款。',
          }}
        />
      ))}
    </View>
  )
})

const ToSettle = observer(function ToSettle({ approval }: { readonly approval: ApprovalView }) {
  const { approvals } = useStores()
  const { approvalId, askedAtMs, askedBy, note, nozzleNumber, reason, tail } = approval
  const isBusy = approvals.busy === approvalId
  const why = [ASK_REASON_WORDS[reason], note].filter((text) => text !== '').join('，')
  return (
    <View className='card' id={`approval-${tail}`}>
      <View className='duty-approval'>
        <NozzleTile number={nozzleNumber} pale />
        <View className='duty-order__facts'>
          <View className='duty-approval__what'>{askedWords(approval)}</View>
          <View className='duty-order__detail'>
            尾号 {tail} · {askedBy} {timeOfDay(askedAtMs)}
          </View>
          <View className='duty-order__detail'>{why}</View>
        </View>
      </View>
      <View className='duty-approval__buttons'>
        <View className='duty-approval__button'>
          <ActionButton
            id={`decline-${tail}`}
            kind='plain'
            label='不同意'
            loading={isBusy}
            onTap={() => void approvals.settle(approvalId, false)}
          />
        </View>
        <View className='duty-approval__button'>
          <ActionButton
            id={`approve-${tail}`}
            label='同意退款'
            loading={isBusy}
            onTap={() => void approvals.settle(approvalId, true)}
          />
        </View>
      </View>
    </View>
  )
})
