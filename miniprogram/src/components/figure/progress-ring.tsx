import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './progress-ring.scss'

interface ProgressRingProps {
  /** Completed part, from 0 to 1. */
  readonly fraction: number
  /** Content in the centre. */
  readonly children: ReactNode
}

/** A large progress ring with the figure inside. */
export function ProgressRing({ children, fraction }: ProgressRingProps) {
  const done = `${Math.round(360 * fraction)}deg`
  return (
    <View
      className='progress-ring'
      style={{ backgroundImage: `conic-gradient(currentColor ${done}, transparent ${done})` }}
    >
      <View className='progress-ring__hole'>{children}</View>
    </View>
  )
}
