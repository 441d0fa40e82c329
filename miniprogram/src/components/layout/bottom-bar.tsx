import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './bottom-bar.scss'

/** Holds the main action of a screen within the thumb's reach. */
export function BottomBar({ children }: { readonly children: ReactNode }) {
  return (
    <View className='bottom-bar'>
      <View className='bottom-bar__room' />
      <View className='bottom-bar__bar'>{children}</View>
    </View>
  )
}
