import { formatLitres } from '@palm/shared/kernel/volume'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { Choices } from '../../../components/input/choices'
import { Keypad } from '../../../components/input/keypad'
import { Notice } from '../../../components/state/notice'
import { TypedMoney } from '../../../components/input/typed-money'
import type { CashierStore } from './cashier-store'
import { AMOUNT_WORDS } from '@palm/client/words/order/order-status'

const QUICK = ['100', '200', '300'] as const
const CHOICES = [
  ...QUICK.map((yuan) => ({ value: yuan, label: `¥${yuan}` })),
  { value: 'other', label: '其他' },
] as const

/** The amount: three usual ones, or any other. */
export const AmountCard = observer(function AmountCard({ cashier }: { cashier: CashierStore }) {
  const [typing, setTyping] = useState(false)
  const { amountText, volume, way } = cashier
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
          chosen={typing ? 'other' : (quick ?? null)}
          onChoose={(choice) => {
            setTyping(choice === 'other')
            cashier.chooseAmount(choice === 'other' ? '' : choice)
          }}
        />
        {typing && (
          <View className='amount__keypad'>
            <Keypad onKey={cashier.typeAmount} />
          </View>
        )}
        {way === 'pay-first' && (
          <View className='amount__hint'>没加完的部分，确认后自动原路退回。</View>
        )}
      </View>
      {cashier.isLargeVolume && (
        <Notice
          id='large-volume'
          tone='attention'
          words={{
            what: '金额偏大，超过一般油箱容量',
            next: '请再看一眼金额。没错的话可以直接付。',
          }}
        />
      )}
    </View>
  )
})
