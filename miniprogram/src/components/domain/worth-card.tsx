import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './worth-card.scss'

interface WorthCardProps {
  /** Colour of the value: amber for fuel, green for other gifts, blue for partners'. */
  readonly tone: 'saving' | 'brand' | 'attention'
  readonly worth: string
  readonly from: string
  readonly title: string
  readonly lines: readonly string[]
  /** Used or expired: for reading only. */
  readonly isOver?: boolean
  readonly children?: ReactNode
}

/** Number of characters that fit at full size. */
const LONG = 5

/** Value on the left, rules beside it, the action at the end. */
export function WorthCard(props: WorthCardProps) {
  const { children, from, isOver = false, lines, title, tone, worth } = props
  const figure = worth.length > LONG ? 'worth-card__figure--long' : ''
  return (
    <View className={`worth-card worth-card--${isOver ? 'over' : tone}`}>
      <View className='worth-card__worth'>
        <View className={`worth-card__figure ${figure}`}>{worth}</View>
        <View className='worth-card__from'>{from}</View>
      </View>
      <View className='worth-card__words'>
        <View className='worth-card__title'>{title}</View>
        {lines.map((line) => (
          <View key={line} className='worth-card__rule'>
            {line}
          </View>
        ))}
      </View>
      <View className='worth-card__action'>{children}</View>
    </View>
  )
}
