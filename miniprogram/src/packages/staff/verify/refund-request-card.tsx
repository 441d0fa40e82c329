import { DECLINE_REASONS, type DeclineReason } from '@palm/shared/order/facts/service'
import { formatYuan } from '@palm/shared/kernel/fen'
import { Input, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { Choices } from '../../../components/input/choices'
import { Sheet } from '../../../components/layout/sheet'
import type { VerifyStore } from '../../../stores/staff/verify-store'
import { DECLINE_WORDS } from '@palm/client/words/order/order-status'
import { timeOfDay } from '@palm/client/words/times'

const REASONS = DECLINE_REASONS.map((value) => ({ value, label: DECLINE_WORDS[value] }))

/** The driver asks for the money back: the attendant knows whether fuel has flowed. */
export const RefundRequestCard = observer(function RefundRequestCard({
  store,
}: {
  readonly store: VerifyStore
}) {
  const [answering, setAnswering] = useState<'none' | 'yes' | 'no'>('none')
  const { amountFen, askedRefundAtMs } = store.subject
  if (askedRefundAtMs === null) return null
  const close = () => setAnswering('none')
  return (
    <View className='card' id='refund-request'>
      <View className='verify__asks'>
        <View className='verify__asks-title'>司机 {timeOfDay(askedRefundAtMs)} 申请退款</View>
        <View className='verify__detail'>一滴没加才同意；加了一部分，请按实际金额确认。</View>
      </View>
      <View className='verify__answers'>
        <View className='verify__answer'>
          <ActionButton
            id='decline-refund'
            kind='plain'
            label='不同意'
            onTap={() => setAnswering('no')}
          />
        </View>
        <View className='verify__answer'>
          <ActionButton
            id='grant-refund'
            kind='danger'
            label='同意退款'
            onTap={() => setAnswering('yes')}
          />
        </View>
      </View>
      <Sheet open={answering === 'yes'} title='同意退款？' onClose={close}>
        <View className='verify__words'>
          {formatYuan(amountFen)} 会全部退给司机，用的券和余额一起退回，不能撤回。
        </View>
        <ActionButton
          id='grant-refund-sure'
          kind='danger'
          label='没有加油，退款'
          loading={store.busy}
          onTap={() => {
            close()
            void store.reject('no-fuel')
          }}
        />
      </Sheet>
      <Sheet open={answering === 'no'} title='为什么不退？' onClose={close}>
        <DeclineForm
          busy={store.busy}
          onDecline={(reason, note) => {
            close()
            void store.declineRefund(reason, note)
          }}
        />
      </Sheet>
    </View>
  )
})

interface DeclineFormProps {
  readonly busy: boolean
  readonly onDecline: (reason: DeclineReason, note: string) => void
}

function DeclineForm({ busy, onDecline }: DeclineFormProps) {
  const [reason, setReason] = useState<DeclineReason | null>(null)
  const [note, setNote] = useState('')
  return (
    <View>
      <View className='verify__words'>司机会看到原因和您的名字。</View>
      <Choices name='decline' choices={REASONS} chosen={reason} onChoose={setReason} />
      <Input
        id='decline-note'
        className='reason__note'
        value={note}
        maxlength={60}
        placeholder='补充一句（可以不填）'
        onInput={({ detail }) => setNote(detail.value)}
      />
      <ActionButton
        id='decline-sure'
        label='回复司机'
        disabled={reason === null}
        loading={busy}
        onTap={() => reason && onDecline(reason, note.trim())}
      />
    </View>
  )
}
