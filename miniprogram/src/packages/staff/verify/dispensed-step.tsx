import { formatYuan } from '@palm/shared/kernel/fen'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { ActionButton } from '../../../components/input/action-button'
import { Keypad } from '../../../components/input/keypad'
import { TypedMoney } from '../../../components/input/typed-money'
import { backWords } from '../../../words/back'
import type { VerifyStore } from '../../../stores/staff/verify-store'

/** The dispensed amount, with a preview of the refund. */
export const DispensedStep = observer(function DispensedStep({ store }: { store: VerifyStore }) {
  const { amountText, busy, canConfirm, dispensed, proof, subject } = store
  return (
    <View className='card'>
      <View
        className={proof?.kind === 'none' ? 'verify__ok verify__ok--unproven' : 'verify__ok'}
        id='accepted'
      >
        {proof?.kind === 'none' ? '没有看口令，请再核对一遍车和枪' : '✓ 口令正确'}
      </View>
      <View className='verify__label'>实际加了多少（看油机）</View>
      <View className='verify__typed'>
        <TypedMoney id='dispensed' text={amountText} typing />
        {dispensed !== subject.amountFen && (
          <ActionButton
            id='whole'
            kind='small'
            label={`加足 ${formatYuan(subject.amountFen)}`}
            onTap={store.takeWhole}
          />
        )}
      </View>
      <Keypad onKey={store.typeAmount} />
      <View className='verify__rest' id='rest'>
        {restWords(store)}
      </View>
      <ActionButton
        id='confirm'
        label={dispensed === null ? '请输入金额' : `确认加油 ${formatYuan(dispensed)}`}
        disabled={!canConfirm && !busy}
        loading={busy}
        onTap={() => void store.confirm()}
      />
    </View>
  )
})

function restWords({ back, rest, subject }: VerifyStore): string {
  if (rest === null) return '按油机上的金额填'
  if (rest < 0) return `超过了下单的 ${formatYuan(subject.amountFen)}，多加的请司机另付`
  return rest === 0 ? '正好加完，不用退款' : backWords(back.rest)
}
