import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './progress-ring.scss'

interface ProgressRingProps {
  /** Completed part, from 0 to 1. */
  readonly fraction: number
  /** @default 'large' */
  readonly size?: 'large' | 'small'
  /** Content in the centre. */
  readonly children: ReactNode
}

/** A progress ring with the figure inside. */
export function ProgressRing({ children, fraction, size = 'large' }: ProgressRingProps) {
  const done = `${Math.round(360 * fraction)}deg`
  return (
    <View
      className={`progress-ring progress-ring--${size}`}
      style={{ backgroundImage: `conic-gradient(currentColor ${done}, transparent ${done})` }}
    >
      <View className='progress-ring__hole'>{children}</View>
    </View>
  )
}
