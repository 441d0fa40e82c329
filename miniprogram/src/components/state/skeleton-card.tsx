import { View } from '@tarojs/components'
import './skeleton-card.scss'

/** A placeholder as high as the card that is loading. */
export function SkeletonCard({ rows }: { readonly rows: number }) {
  return (
    <View className='card skeleton-card'>
      {Array.from({ length: rows }, (_, row) => (
        <View key={row} className='skeleton-card__row' />
      ))}
    </View>
  )
}
