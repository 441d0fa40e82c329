import { fillsWords, monthOfYear, monthWords } from '@palm/client/words/spending'
import type { MonthSpent } from '@palm/shared/api/spending'
import type { BusinessMonth } from '@palm/shared/kernel/business-month'
import { fen, formatYuan } from '@palm/shared/kernel/fen'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { type Bar, chartOf, type Measure } from './scale'

interface ChartCardProps {
  readonly title: string
  readonly months: readonly MonthSpent[]
  /** Null where none is in front. */
  readonly chosen: BusinessMonth | null
  readonly onChoose: (month: BusinessMonth) => void
}

/** Bars by month, drawn by the page itself: they scale, speak, and weigh nothing. */
export function ChartCard({ chosen, months, onChoose, title }: ChartCardProps) {
  const [measure, setMeasure] = useState<Measure>('money')
  const { bars, top } = chartOf(months, measure)
  return (
    <View className='card' id='chart'>
      <View className='chart__head'>
        <View className='chart__title'>{title}</View>
        <View
          className='chart__measure'
          id='measure'
          role='button'
          onClick={() => setMeasure(measure === 'money' ? 'litres' : 'money')}
        >
          {measure === 'money' ? '看升数' : '看金额'}
        </View>
      </View>
      <Legend measure={measure} />
      <View className='chart__plot'>
        <View className='chart__line chart__line--top'>
          <View className='chart__scale'>{scaleWords(top, measure)}</View>
        </View>
        <View className='chart__line chart__line--middle'>
          <View className='chart__scale'>{scaleWords(top / 2, measure)}</View>
        </View>
        <View className='chart__bars'>
          {bars.map((bar, index) => (
            <ChartBar
              key={bar.month}
              bar={bar}
              words={labelOf(months[index])}
              isDense={bars.length > 6}
              isFaint={chosen !== null && bar.month !== chosen}
              onTap={() => onChoose(bar.month)}
            />
          ))}
        </View>
      </View>
    </View>
  )
}

function Legend({ measure }: { readonly measure: Measure }) {
  return (
    <View className='legend'>
      <View className='legend__mark legend__mark--main' />
      <View>{measure === 'money' ? '实付' : '加油升数'}</View>
      {measure === 'money' && <View className='legend__mark legend__mark--cap' />}
      {measure === 'money' && <View>省下</View>}
    </View>
  )
}

interface ChartBarProps {
  readonly bar: Bar
  /** For people who do not see the bar. */
  readonly words: string
  readonly isDense: boolean
  readonly isFaint: boolean
  readonly onTap: () => void
}

function ChartBar({ bar, isDense, isFaint, onTap, words }: ChartBarProps) {
  const { cap, main, month } = bar
  return (
    <View
      className={isFaint ? 'bar bar--faint' : 'bar'}
      id={`bar-${month}`}
      role='button'
      aria-label={words}
      onClick={onTap}
    >
      <View className='bar__column'>
        {cap > 0 && <View className='bar__cap' style={{ height: `${cap}%` }} />}
        {main > 0 && <View className='bar__main' style={{ height: `${main}%` }} />}
      </View>
      <View className='bar__month'>{isDense ? Number(month.slice(5)) : monthOfYear(month)}</View>
    </View>
  )
}

const labelOf = (month: MonthSpent | undefined): string =>
  month
    ? `${monthWords(month.month)}，实付 ${formatYuan(month.spent.paidFen)}，${fillsWords(month.spent)}`
    : ''

/** `¥1,000`, `200 L`: the scale has whole units. */
const scaleWords = (value: number, measure: Measure): string =>
  measure === 'money' ? formatYuan(fen(value)).replace(/\.00$/, '') : `${value / 1_000} L`
