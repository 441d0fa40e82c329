import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './blank.scss'

interface EmptyProps {
  readonly title: string
  readonly hint: string
  readonly children?: ReactNode
}

/** An empty list, which is not an error. */
export function Empty({ children, hint, title }: EmptyProps) {
  return (
    <View className='blank'>
      <View className='blank__title'>{title}</View>
      <View className='blank__hint'>{hint}</View>
      {children && <View className='blank__action'>{children}</View>}
    </View>
  )
}
