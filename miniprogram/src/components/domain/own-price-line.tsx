import type { OwnGradePriceView } from '@palm/shared/api/station'
import { formatYuan } from '@palm/shared/kernel/fen'
import { formatPrice } from '@palm/shared/kernel/volume'
import { ownPriceTag } from '@palm/client/words/station/own-price'
import { Text, View } from '@tarojs/components'
import { Tag } from '../layout/tag'
import './own-price-line.scss'

/** A grade with 您的价, and the pump price struck out beside it where that is higher. */
export function OwnPriceLine({ price }: { readonly price: OwnGradePriceView }) {
  const { gradeName, own, pumpPriceFen } = price
  const tag = ownPriceTag(price)
  return (
    <View className='own-price'>
      <View className='own-price__grade'>
        <Text className='own-price__name'>{gradeName}</Text>
        {tag !== null && (
          <Text className='own-price__pump'>
            枪价 <Text className='own-price__struck'>{formatPrice(pumpPriceFen)}</Text>
          </Text>
        )}
      </View>
      <View className='own-price__right'>
        {tag !== null && <Tag tone='saving' text={tag} />}
        <View className='own-price__figure'>
          {formatYuan(own.pricePerLitreFen)}
          <Text className='own-price__unit'> /L</Text>
        </View>
      </View>
    </View>
  )
}
