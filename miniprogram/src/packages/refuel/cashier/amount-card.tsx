import { formatLitres } from '@palm/shared/kernel/volume'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Choices } from '../../../components/input/choices'
import { Notice } from '../../../components/state/notice'
import { TypedMoney } from '../../../components/input/typed-money'
import type { CashierStore } from './cashier-store'
import { AMOUNT_WORDS } from '@palm/client/words/order/order-status'

const QUICK = ['100', '200', '300'] as const
const CHOICES = [
  ...QUICK.map((yuan) => ({ value: yuan, label: `¥${yuan}` })),
  { value: 'other', label: '其他' },
] as const

/** The amount: three usual ones, or any other on the keypad above the button. */
export const AmountCard = observer(function AmountCard({ cashier }: { cashier: CashierStore }) {
  const { amountText, typing, volume, way } = cashier
  const quick = QUICK.find((yuan) => yuan === amountText)
  return (
    <View>
      <View className='card amount'>
        <View className='amount__label'>{AMOUNT_WORDS[way]}</View>
        <View className='amount__figures'>
          <TypedMoney text={amountText} typing={typing} id='amount' />
          {volume !== null && <View className='amount__volume'>约 {formatLitres(volume)}</View>}
        </View>
        <Choices
          name='amount'
          choices={CHOICES}
          chosen={typing ? 'other' : (quick ?? (amountText === '' ? null : 'other'))}
          onChoose={(choice) =>
            choice === 'other' ? cashier.setTyping(true) : cashier.chooseAmount(choice)
          }
        />
        {way === 'pay-first' && (
          <View className='amount__hint'>没加完的部分，确认后自动原路退回。</View>
        )}
      </View>
      {cashier.isLargeVolume && !typing && <LargeVolume />}
    </View>
  )
})

export const LargeVolume = () => (
  <Notice
    id='large-volume'
    tone='attention'
    words={{
      what: '金额偏大，超过一般油箱容量',
      next: '请再看一眼金额。没错的话可以直接付。',
    }}
  />
)
