import { formatYuan } from '@palm/shared/kernel/fen'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { Sheet } from '../../../components/layout/sheet'
import type { VerifyStore } from '../../../stores/staff/verify-store'

const REASONS = [
  { reason: 'no-fuel', label: '没有加油' },
  { reason: 'driver-left', label: '司机已经离开' },
  { reason: 'wrong-order', label: '订单不对' },
] as const

/** No fuel was delivered: shows the effect first, then asks for the reason. */
export const RejectLink = observer(function RejectLink({ store }: { store: VerifyStore }) {
  const [asking, setAsking] = useState(false)
  const { busy, subject } = store
  // Fuel that came first left with the driver: leaving does not justify a refund.
  const reasons = REASONS.filter(
    ({ reason }) => reason !== 'driver-left' || subject.way === 'pay-first',
  )
  return (
    <View>
      <View className='verify__link' id='reject' role='button' onClick={() => setAsking(true)}>
        不加了，全额退款
      </View>
      <Sheet open={asking} title='为什么不加了？' onClose={() => setAsking(false)}>
        <View className='verify__words'>
          {formatYuan(subject.amountFen)} 会全部原路退给司机，不能撤回。
        </View>
        {reasons.map(({ label, reason }) => (
          <View key={reason} className='verify__reason'>
            <ActionButton
              id={`reject-${reason}`}
              kind='danger'
              label={label}
              loading={busy}
              onTap={() => {
                setAsking(false)
                void store.reject(reason)
              }}
            />
          </View>
        ))}
      </Sheet>
    </View>
  )
})
