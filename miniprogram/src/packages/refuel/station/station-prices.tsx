import type { PlannedPriceView, StationPage } from '@palm/shared/api/station'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { formatPrice } from '@palm/shared/kernel/volume'
import { comingWords } from '@palm/client/words/times'
import { View } from '@tarojs/components'
import { OwnPriceLine } from '../../../components/domain/own-price-line'

interface StationPricesProps {
  readonly page: StationPage
  readonly nowMs: EpochMs
}

/** 您的价 of each grade, and the pump prices that are announced. */
export function StationPrices({ nowMs, page: { planned, station } }: StationPricesProps) {
  return (
    <View className='card station-page__prices'>
      {station.prices.map((price) => (
        <OwnPriceLine key={price.gradeId} price={price} />
      ))}
      {planned.length > 0 && (
        <View className='station-page__planned' id='planned'>
          {planned.map((price) => (
            <View key={price.gradeId}>{plannedWords(price, nowMs)}</View>
          ))}
        </View>
      )}
    </View>
  )
}

/** `明天 00:00 起 92# 汽油枪价 ¥7.61` */
const plannedWords = ({ fromMs, gradeName, pumpPriceFen }: PlannedPriceView, nowMs: EpochMs) =>
  `${comingWords(fromMs, nowMs)} 起 ${gradeName}枪价 ${formatPrice(pumpPriceFen)}`
