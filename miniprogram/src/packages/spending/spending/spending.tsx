import { monthWords, untilTodayWords } from '@palm/client/words/spending'
import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { Choices } from '../../../components/input/choices'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { useStores } from '../../../stores/app-stores'
import { ExportCard } from './export-card'
import { MonthCards } from './month-cards'
import './spending.scss'
import { SpendingStore } from './spending-store'
import { YearCards } from './year-cards'

const SPANS = [
  { value: 'month', label: '按月' },
  { value: 'year', label: '按年' },
] as const

/** 花费: payments and savings, by month and by year. */
export default observer(function Spending() {
  const stores = useStores()
  const [spending] = useState(() => new SpendingStore(stores))
  useDidShow(() => void spending.load())
  return (
    <View className='page'>
      <OfflineBar online={stores.network.online} words='没有网络，看到的可能不是最新的。' />
      <Choices
        name='span'
        choices={SPANS}
        chosen={spending.span}
        onChoose={(span) => void spending.show(span)}
      />
      <Switch spending={spending} />
      <Cards spending={spending} />
    </View>
  )
})

const Cards = observer(function Cards({ spending }: { readonly spending: SpendingStore }) {
  const retry = () => void spending.load()
  return (
    <View>
      {spending.span === 'month' ? (
        <WhenLoaded loaded={spending.monthView} skeleton={[4, 6, 4]} onRetry={retry} isCard>
          {(view) => <MonthCards spending={spending} view={view} />}
        </WhenLoaded>
      ) : (
        <WhenLoaded loaded={spending.yearView} skeleton={[4, 6, 4]} onRetry={retry} isCard>
          {(view) => <YearCards spending={spending} view={view} />}
        </WhenLoaded>
      )}
      <ExportCard spending={spending} />
      <View className='spending__foot'>退款和没加的油已经减掉，数字和订单一致</View>
    </View>
  )
})

/** The month or year, with the ones before and after. */
const Switch = observer(function Switch({ spending }: { readonly spending: SpendingStore }) {
  const { clock } = useStores()
  const { canGoLater, month, span, year } = spending
  const isMonth = span === 'month'
  const hint = isMonth ? untilTodayWords(month, clock.now()) : ''
  return (
    <View className='switch'>
      <View
        className='switch__step'
        id='earlier'
        role='button'
        aria-label={isMonth ? '上个月' : '上一年'}
        onClick={() => void spending.go(-1)}
      >
        <View className='switch__arrow switch__arrow--earlier' />
      </View>
      <View className='switch__words'>
        <View className='switch__title'>{isMonth ? monthWords(month) : `${year} 年`}</View>
        {hint !== '' && <View className='switch__hint'>{hint}</View>}
      </View>
      <View
        className={canGoLater ? 'switch__step' : 'switch__step switch__step--off'}
        id='later'
        role='button'
        aria-label={isMonth ? '下个月' : '下一年'}
        aria-disabled={!canGoLater}
        onClick={() => void spending.go(1)}
      >
        <View className='switch__arrow switch__arrow--later' />
      </View>
    </View>
  )
})
