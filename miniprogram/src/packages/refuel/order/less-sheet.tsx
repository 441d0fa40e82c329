import type { OrderView } from '@palm/shared/api/order'
import { formatYuan } from '@palm/shared/kernel/fen'
import { Input, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { Sheet } from '../../../components/layout/sheet'
import { Notice } from '../../../components/state/notice'
import { amountIn } from '../../../stores/typed-amount'
import type { TicketsStore } from '../../../stores/tickets-store'
import { wordsFor } from '@palm/client/words/refusals/refusals'

interface LessSheetProps {
  readonly open: boolean
  readonly order: OrderView
  readonly tickets: TicketsStore
  readonly onClose: () => void
}

/** 没加这么多: the figure of the pump or the receipt; the station corrects and refunds the rest. */
export const LessSheet = observer(function LessSheet(props: LessSheetProps) {
  const { onClose, open, order, tickets } = props
  const [yuan, setYuan] = useState('')
  const claimedFen = amountIn(yuan)
  const confirmedFen = order.confirmation?.dispensedFen ?? order.amountFen
  const isLess = claimedFen !== null && claimedFen < confirmedFen
  const send = async () => {
    if (claimedFen === null) return
    const text = `实际只加了 ${formatYuan(claimedFen)}`
    if (await tickets.ask({ kind: 'less-dispensed', claimedFen, text })) onClose()
  }
  return (
    <Sheet open={open} title='实际加了多少？' onClose={onClose}>
      <View className='order-actions__words'>
        加油员确认了 {formatYuan(confirmedFen)}。油站核对后更正，差额原路退给您，一天内答复。
      </View>
      {tickets.refusal && <Notice tone='danger' words={wordsFor(tickets.refusal)} />}
      <Input
        id='claimed'
        className='order-help__input'
        type='digit'
        value={yuan}
        maxlength={9}
        placeholder='油机或小票上的金额（元）'
        onInput={({ detail }) => setYuan(detail.value)}
      />
      <ActionButton
        id='send-claim'
        label={isLess ? `请油站更正为 ${formatYuan(claimedFen)}` : '请输入比确认少的金额'}
        disabled={!isLess}
        loading={tickets.busy}
        onTap={() => void send()}
      />
    </Sheet>
  )
})
