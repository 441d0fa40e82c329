import { fen, formatYuan } from '@palm/shared/kernel/fen'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Notice } from '../../../components/state/notice'
import type { OfflineBook } from '../../../stores/staff/offline-book'
import { wordsFor } from '@palm/client/words/refusals/refusals'

/** Confirmations made without network: pending, or refused. */
export const PendingList = observer(function PendingList({ book }: { readonly book: OfflineBook }) {
  const onTheWay = book.pending.filter(({ refusal }) => refusal === null).length
  return (
    <View>
      {onTheWay > 0 && (
        <Notice
          id='pending'
          tone='attention'
          words={{ what: `${onTheWay} 笔确认还没上传`, next: '有网络后自动上传，不用重做。' }}
        />
      )}
      {book.pending.map(({ amountFen, confirmation, nozzleNumber, refusal }) => {
        if (!refusal) return null
        const { next, what } = wordsFor(refusal)
        const subject = `${nozzleNumber} 号枪 ${formatYuan(fen(amountFen))}`
        return (
          <View key={confirmation.orderId} onClick={() => book.dismiss(confirmation.orderId)}>
            <Notice
              tone='danger'
              words={{ what: `${subject}：${what}`, next: `${next} 点一下收起。` }}
            />
          </View>
        )
      })}
    </View>
  )
})
