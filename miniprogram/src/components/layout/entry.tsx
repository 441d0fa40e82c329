import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './entry.scss'

interface EntryProps {
  readonly title: string
  /** Small print under the title, one line each. */
  readonly hints: readonly string[]
  /** The amount, on the right. */
  readonly children: ReactNode
  /** The highlighted one among its neighbours. */
  readonly strong?: boolean
  /** Opens what the row is about. */
  readonly onTap?: (() => void) | undefined
}

/** One row of a list: title, hints and amount. */
export function Entry({ children, hints, onTap, strong = false, title }: EntryProps) {
  return (
    <View
      className={`entry ${strong ? 'entry--strong' : ''}`}
      {...(onTap ? { role: 'link', onClick: onTap } : {})}
    >
      <View className='entry__words'>
        <View>{title}</View>
        {hints.map((hint) => (
          <View key={hint} className='entry__hint'>
            {hint}
          </View>
        ))}
      </View>
      <View className='entry__figures'>{children}</View>
    </View>
  )
}
