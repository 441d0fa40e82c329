import { formatLitres } from '@palm/shared/kernel/volume'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Choices } from '../../../components/input/choices'
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
  const { amountText, typing, way } = cashier
  const quick = QUICK.find((yuan) => yuan === amountText)
  return (
    <View>
      <View className='card amount'>
        <View className='amount__label'>{AMOUNT_WORDS[way]}</View>
        <View className='amount__figures'>
          <TypedMoney text={amountText} typing={typing} id='amount' />
          <View>
            <AmountHint cashier={cashier} />
          </View>
        </View>
        <Choices
          name='amount'
          choices={CHOICES}
          chosen={typing ? 'other' : (quick ?? (isOther(cashier) ? 'other' : null))}
          onChoose={(choice) =>
            choice === 'other' ? cashier.setTyping(true) : cashier.chooseAmount(choice)
          }
        />
        <HabitChoices cashier={cashier} />
        {way === 'pay-first' && (
          <View className='amount__hint'>没加完的部分，确认后自动原路退回。</View>
        )}
      </View>
    </View>
  )
})

const isOther = ({ amountText, fullYuan, usual }: CashierStore): boolean =>
  amountText !== '' && amountText !== usual.lastYuan && amountText !== fullYuan

/** The volume of the amount, with a warning if the amount is unusual. */
export const AmountHint = observer(function AmountHint({ cashier }: { cashier: CashierStore }) {
  const { isLargeVolume, overflow, usual, volume } = cashier
  const { vehicle } = usual
  if (overflow) {
    return (
      <View className='amount__odd amount__odd--shaken' id='overflow' role='alert'>
        最多 ¥99,999.99
      </View>
    )
  }
  if (volume === null) return null
  if (!isLargeVolume) return <View className='amount__volume'>约 {formatLitres(volume)}</View>
  const tank = vehicle?.tankMl ? `${vehicle.tankMl / 1_000} L 的油箱` : '一般的油箱'
  return (
    <View className='amount__odd' id='large-volume' role='alert'>
      约 {formatLitres(volume)}，超过{tank}
    </View>
  )
})

/** 上次金额 and 加满, where they are known. */
const HabitChoices = observer(function HabitChoices({ cashier }: { cashier: CashierStore }) {
  const { amountText, fullYuan, usual } = cashier
  const { lastYuan } = usual
  const isQuick = QUICK.some((yuan) => yuan === lastYuan)
  const choices = [
    ...(lastYuan === null || isQuick ? [] : [{ value: lastYuan, label: `上次 ¥${lastYuan}` }]),
    ...(fullYuan === null || fullYuan === lastYuan
      ? []
      : [{ value: fullYuan, label: `加满 ¥${fullYuan}` }]),
  ]
  if (choices.length === 0) return null
  const chosen = choices.find(({ value }) => value === amountText)?.value ?? null
  return (
    <View className='amount__habits'>
      <Choices name='habit' choices={choices} chosen={chosen} onChoose={cashier.chooseAmount} />
    </View>
  )
})
