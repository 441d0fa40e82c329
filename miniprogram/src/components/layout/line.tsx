import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './line.scss'

interface LineProps {
  readonly label: string
  readonly children: ReactNode
  readonly tone?: 'plain' | 'strong' | 'saving'
}

/** A label on the left, its value on the right. */
export function Line({ children, label, tone = 'plain' }: LineProps) {
  return (
    <View className='line'>
      <View className='line__label'>{label}</View>
      <View className={`line__value line__value--${tone}`}>{children}</View>
    </View>
  )
}
