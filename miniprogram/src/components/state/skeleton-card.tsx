import { Skeleton } from '@nutui/nutui-react-taro'
import '@nutui/nutui-react-taro/dist/es/packages/skeleton/style/css'
import { View } from '@tarojs/components'
import './skeleton-card.scss'

/** A placeholder as high as the card that is loading. */
export function SkeletonCard({ rows }: { readonly rows: number }) {
  return (
    <View className='card skeleton-card'>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} width={row === 0 ? '50%' : '100%'} height='16px' animated />
      ))}
    </View>
  )
}
