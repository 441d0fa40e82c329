import { fillsWords } from '@palm/client/words/spending'
import type { NamedSpent, SpendingYear } from '@palm/shared/api/spending'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Empty } from '../../../components/state/empty'
import { ChartCard } from './chart-card'
import { PaidCard } from './paid-card'
import { ShareRow } from './share-row'
import type { SpendingStore } from './spending-store'

interface YearCardsProps {
  readonly spending: SpendingStore
  readonly view: SpendingYear
}

/** A year: tapping a bar opens its month. */
export const YearCards = observer(function YearCards({ spending, view }: YearCardsProps) {
  const { grades, months, spent, stations, year } = view
  if (spent.fills === 0) {
    return (
      <View className='card'>
        <Empty title={`${year} 年没有加油`} hint='加了油，花费就在这里' />
      </View>
    )
  }
  return (
    <View>
      <PaidCard spent={spent} hint={null} />
      <ChartCard
        title='每个月'
        months={months}
        chosen={null}
        onChoose={(month) => void spending.choose(month)}
      />
      <NamedCard id='stations' title='按油站' rows={stations} />
      <NamedCard id='grades' title='按油品' rows={grades} />
    </View>
  )
})

interface NamedCardProps {
  readonly id: string
  readonly title: string
  readonly rows: readonly NamedSpent[]
}

function NamedCard({ id, rows, title }: NamedCardProps) {
  const largestFen = Math.max(...rows.map(({ spent }) => spent.pumpFen))
  return (
    <View className='card' id={id}>
      <View className='spending__title'>{title}</View>
      {rows.map(({ name, spent }) => (
        <ShareRow
          key={name}
          title={name}
          hint={fillsWords(spent)}
          spent={spent}
          largestFen={largestFen}
        />
      ))}
    </View>
  )
}
