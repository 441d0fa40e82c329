import type { StaffOrderView } from '@palm/shared/api/staff'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { formatLitres } from '@palm/shared/kernel/volume'
import { shownPlate } from '@palm/shared/member/plate'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Empty } from '../../../components/state/empty'
import { Money } from '../../../components/figure/money'
import { NozzleTile } from '../../../components/domain/nozzle-tile'
import { Tag } from '../../../components/layout/tag'
import { openVerify } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import { ago } from '@palm/client/words/times'

interface WaitingListProps {
  readonly waiting: readonly StaffOrderView[]
  readonly nowMs: EpochMs
}

/** Paid and waiting, oldest first. */
export const WaitingList = observer(function WaitingList({ nowMs, waiting }: WaitingListProps) {
  const { book, queue } = useStores()
  return (
    <View>
      <View className='duty__section'>
        <View className='duty__title'>待核对</View>
        <View
          className={queue.soundOn ? 'duty__sound' : 'duty__sound duty__sound--off'}
          id='sound'
          role='switch'
          aria-checked={queue.soundOn}
          onClick={queue.toggleSound}
        >
          {queue.soundOn ? '◉ 声音提醒已开' : '○ 声音提醒已关'}
        </View>
      </View>
      {waiting.length === 0 && (
        <View className='card'>
          <Empty title='暂无待核对订单' hint='司机付了款就会出现在这里' />
        </View>
      )}
      {waiting.map((order) => (
        <WaitingCard
          key={order.orderId}
          order={order}
          nowMs={nowMs}
          isKept={book.isPending(order.orderId)}
        />
      ))}
    </View>
  )
})

interface WaitingCardProps {
  readonly order: StaffOrderView
  readonly nowMs: EpochMs
  /** Confirmed on this phone, not yet sent. */
  readonly isKept: boolean
}

export function WaitingCard({ isKept, nowMs, order }: WaitingCardProps) {
  const { amountFen, gradeName, nozzleNumber, orderId, paidAtMs, plate, refundRequest, tail } =
    order
  const verify = () => void openVerify({ orderId })
  return (
    <View className='card duty-order duty-order--waiting' id={`waiting-${tail}`} onClick={verify}>
      <NozzleTile number={nozzleNumber} />
      <View className='duty-order__facts'>
        <Money amount={amountFen} size='large' />
        <View className='duty-order__detail'>
          {gradeName} {formatLitres(order.volumeMl)} · {ago(paidAtMs, nowMs)}
        </View>
        <View className='duty-order__car'>
          {plate && <View className='duty-order__plate'>{shownPlate(plate)}</View>}
          <View>尾号 {tail}</View>
        </View>
        {refundRequest && !refundRequest.isDeclined && (
          <Tag tone='attention' text={`司机申请退款 · ${ago(refundRequest.askedAtMs, nowMs)}`} />
        )}
      </View>
      {isKept ? (
        <Tag tone='attention' text='待上传' />
      ) : (
        <View className='duty-order__verify'>核对</View>
      )}
    </View>
  )
}
