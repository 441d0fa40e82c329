import { givenByWords } from '@palm/client/words/benefits/given-by'
import { fillsWords, waitingWords } from '@palm/client/words/spending'
import { dayAndTime } from '@palm/client/words/times'
import type { SpendingMonth } from '@palm/shared/api/spending'
import { formatYuan } from '@palm/shared/kernel/fen'
import { formatLitres } from '@palm/shared/kernel/volume'
import type { StationSpending } from '@palm/shared/order/spending/spending'
import { savedFen } from '@palm/shared/order/spending/spent'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Empty } from '../../../components/state/empty'
import { openOrder, openOrders } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import { ChartCard } from './chart-card'
import { PaidCard } from './paid-card'
import { ShareRow } from './share-row'
import type { SpendingStore } from './spending-store'

interface MonthCardsProps {
  readonly spending: SpendingStore
  readonly view: SpendingMonth
}

export const MonthCards = observer(function MonthCards({ spending, view }: MonthCardsProps) {
  const { bars, month } = spending
  const choose = (chosen: typeof month) => void spending.choose(chosen)
  return (
    <View>
      {view.spent.fills === 0 ? (
        <View className='card'>
          <Empty title='这个月还没有加油' hint={waitingWords(view) ?? '加了油，花费就在这里'} />
        </View>
      ) : (
        <PaidCard spent={view.spent} hint={waitingWords(view)} />
      )}
      {bars.length > 0 && (
        <ChartCard title='近 6 个月' months={bars} chosen={month} onChoose={choose} />
      )}
      {view.savings.length > 0 && <SavingsCard view={view} />}
      {view.stations.length > 0 && <StationsCard view={view} />}
      {view.grades.length > 0 && <GradesCard view={view} />}
    </View>
  )
})

function SavingsCard({ view }: { readonly view: SpendingMonth }) {
  const sum = view.isWhole ? savedFen(view.spent) : null
  return (
    <View className='card' id='savings'>
      <View className='spending__head'>
        <View className='spending__title'>省在哪儿</View>
        {sum !== null && <View className='spending__saved'>{formatYuan(sum)}</View>}
      </View>
      {view.savings.map(({ amountFen, givenBy, title }) => (
        <View className='source' key={title + givenBy.join()}>
          <View className='source__words'>
            {title}
            <View className='source__by'>{givenByWords(givenBy)}</View>
          </View>
          <View className='source__amount'>{formatYuan(amountFen)}</View>
        </View>
      ))}
      <View className='spending__note'>
        只和加油当时油机上的价比，不和「市场价」比。充值赠送和积分没有算进来。
      </View>
    </View>
  )
}

const StationsCard = observer(function StationsCard({ view }: { readonly view: SpendingMonth }) {
  const { clock } = useStores()
  const largestFen = Math.max(...view.stations.map(({ spent }) => spent.pumpFen))
  const hintOf = ({ gradeNames, lastAtMs, spent }: StationSpending) =>
    spent.fills === 1
      ? `${dayAndTime(lastAtMs, clock.now())} · ${gradeNames.join('、')} ${formatLitres(spent.volumeMl)}`
      : `${gradeNames.join('、')} · ${fillsWords(spent)}`
  return (
    <View className='card' id='stations'>
      <View className='spending__head'>
        <View className='spending__title'>按油站</View>
        <View
          className='spending__all'
          id='all-orders'
          role='link'
          onClick={() => void openOrders()}
        >
          全部订单 ›
        </View>
      </View>
      {view.stations.map((station) => (
        <ShareRow
          key={station.stationId}
          title={station.stationName}
          hint={hintOf(station)}
          spent={station.spent}
          largestFen={largestFen}
          onTap={station.spent.fills === 1 ? () => void openOrder(station.lastOrderId) : undefined}
        />
      ))}
      {!view.isWhole && (
        <View className='spending__note'>
          这个月的订单太多，下面只列出最近的 200 笔；总数是全的。
        </View>
      )}
    </View>
  )
})

function GradesCard({ view }: { readonly view: SpendingMonth }) {
  const largestFen = Math.max(...view.grades.map(({ spent }) => spent.pumpFen))
  return (
    <View className='card' id='grades'>
      <View className='spending__title'>按油品</View>
      {view.grades.map(({ gradeId, gradeName, spent }) => (
        <ShareRow
          key={gradeId}
          title={gradeName}
          hint={fillsWords(spent)}
          spent={spent}
          largestFen={largestFen}
        />
      ))}
    </View>
  )
}
