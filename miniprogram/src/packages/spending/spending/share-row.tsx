import { formatYuan } from '@palm/shared/kernel/fen'
import { savedFen, type Spent } from '@palm/shared/order/spending/spent'
import { View } from '@tarojs/components'

interface ShareRowProps {
  readonly title: string
  readonly hint: string
  readonly spent: Spent
  /** Pump value of the largest row, by which the bars are drawn. */
  readonly largestFen: number
  readonly onTap?: (() => void) | undefined
}

/** A station or a grade: paid and saved as one bar, as long as its part. */
export function ShareRow({ hint, largestFen, onTap, spent, title }: ShareRowProps) {
  const saved = savedFen(spent)
  const width = (part: number) => `${largestFen === 0 ? 0 : (100 * part) / largestFen}%`
  return (
    <View className='share' {...(onTap ? { role: 'link', onClick: onTap } : {})}>
      <View className='share__head'>
        <View className='share__title'>{title}</View>
        <View className='share__paid'>{formatYuan(spent.paidFen)}</View>
      </View>
      <View className='share__bar'>
        <View className='share__main' style={{ width: width(spent.paidFen) }} />
        <View className='share__cap' style={{ width: width(saved) }} />
      </View>
      <View className='share__foot'>
        <View className='share__hint'>{hint}</View>
        <View className={saved > 0 ? 'share__saved' : 'share__none'}>
          {saved > 0 ? `省 ${formatYuan(saved)}` : '没省'}
        </View>
      </View>
    </View>
  )
}
