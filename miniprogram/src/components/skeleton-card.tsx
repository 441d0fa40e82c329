import { Skeleton } from '@nutui/nutui-react-taro'
import '@nutui/nutui-react-taro/dist/es/packages/skeleton/style/css'
import { View } from '@tarojs/components'
import './skeleton-card.scss'

/** Stands where a card will be, as high as that card. */
export function SkeletonCard({ rows }: { readonly rows: number }) {
  return (
    <View className='card skeleton-card'>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} width={row === 0 ? '50%' : '100%'} height='16px' animated />
      ))}
    </View>
  )
}
