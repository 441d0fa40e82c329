import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './entry.scss'

interface EntryProps {
  readonly title: string
  /** Small print under the title, a line each. */
  readonly hints: readonly string[]
  /** What it comes to, on the right. */
  readonly children: ReactNode
  /** The one among its neighbours that is meant. */
  readonly strong?: boolean
}

/** One row of a list of facts: what it is, and its figures. */
export function Entry({ children, hints, strong = false, title }: EntryProps) {
  return (
    <View className={`entry ${strong ? 'entry--strong' : ''}`}>
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
