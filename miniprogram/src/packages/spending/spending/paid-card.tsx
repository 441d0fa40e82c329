import { fillsWords, perLitreWords } from '@palm/client/words/spending'
import { formatYuan } from '@palm/shared/kernel/fen'
import { savedFen, type Spent } from '@palm/shared/order/spending/spent'
import { View } from '@tarojs/components'
import { Money } from '../../../components/figure/money'
import { Tag } from '../../../components/layout/tag'

interface PaidCardProps {
  readonly spent: Spent
  /** Said under the figures; null for nothing. */
  readonly hint: string | null
}

/** The one figure of the screen: the payment, beside the pump value of the same fuel. */
export function PaidCard({ hint, spent }: PaidCardProps) {
  const saved = savedFen(spent)
  return (
    <View className='card paid' id='paid'>
      <View className='paid__label'>实付</View>
      <Money amount={spent.paidFen} size='hero' />
      <View className='paid__tags'>
        {saved > 0 && <Tag tone='saving' text={`比枪价省 ${formatYuan(saved)}`} />}
        <Tag tone='quiet' text={fillsWords(spent)} />
      </View>
      <View className='paid__facts'>
        <Fact label='按枪价要付' figure={formatYuan(spent.pumpFen)} unit='' />
        <Fact label='枪价' figure={perLitreWords(spent.pumpFen, spent)} unit='/L' />
        <Fact label='实付折合' figure={perLitreWords(spent.paidFen, spent)} unit='/L' />
      </View>
      {hint && <View className='paid__hint'>{hint}</View>}
    </View>
  )
}

interface FactProps {
  readonly label: string
  /** Null if there is none. */
  readonly figure: string | null
  readonly unit: string
}

function Fact({ figure, label, unit }: FactProps) {
  return (
    <View className='paid__fact'>
      <View className='paid__fact-label'>{label}</View>
      <View className='paid__fact-figure'>
        {figure ?? '—'}
        {figure !== null && <View className='paid__unit'>{unit}</View>}
      </View>
    </View>
  )
}
