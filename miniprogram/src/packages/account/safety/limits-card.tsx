import type { AccountView } from '@palm/shared/api/account'
import { type Fen, fen, formatYuan } from '@palm/shared/kernel/fen'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Choices } from '../../../components/input/choices'
import type { SafetyStore } from './safety-store'

interface LimitsCardProps {
  readonly safety: SafetyStore
  readonly view: AccountView
}

/** The member's own limits; a value set elsewhere stands among the choices. */
export const LimitsCard = observer(function LimitsCard({ safety, view }: LimitsCardProps) {
  const { freeFen, hasPassword, perDayFen } = view.guard
  return (
    <View className='card'>
      {hasPassword && (
        <View>
          <View className='safety__title'>免密额度</View>
          <View className='safety__hint'>
            一单用电子账户不超过这个数，不用输密码；不免密就是每单都输。
          </View>
          <Choices
            name='free'
            choices={choicesOf([0, 10_000, 20_000, 50_000], freeFen, freeLabel)}
            chosen={String(freeFen)}
            onChoose={(value) => void safety.saveLimits({ freeFen: fen(Number(value)), perDayFen })}
          />
          <View className='safety__gap' />
        </View>
      )}
      <View className='safety__title'>每天最多用</View>
      <View className='safety__hint'>超过的部分用微信或支付宝付。</View>
      <Choices
        name='per-day'
        choices={[
          { value: NO_LIMIT, label: '不限' },
          ...choicesOf([20_000, 50_000, 100_000], perDayFen, dayLabel),
        ]}
        chosen={perDayFen === null ? NO_LIMIT : String(perDayFen)}
        onChoose={(value) =>
          void safety.saveLimits({
            freeFen,
            perDayFen: value === NO_LIMIT ? null : fen(Number(value)),
          })
        }
      />
    </View>
  )
})

const NO_LIMIT = 'none'

const choicesOf = (amounts: readonly number[], own: Fen | null, label: (amount: Fen) => string) =>
  [...new Set([...amounts, ...(own === null ? [] : [own])])]
    .sort((a, b) => a - b)
    .map((amount) => ({ value: String(amount), label: label(fen(amount)) }))

const freeLabel = (amount: Fen) => (amount === 0 ? '不免密' : dayLabel(amount))
const dayLabel = (amount: Fen) => formatYuan(amount).replace(/\.00$/, '')
