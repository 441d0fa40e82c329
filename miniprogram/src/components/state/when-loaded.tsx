import type { Loaded, Refused } from '@palm/client/loading/loaded'
import { wordsForReading } from '@palm/client/words/refusals/refusals'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import type { ReactNode } from 'react'
import { Failure } from './failure'
import { SkeletonCard } from './skeleton-card'

interface WhenLoadedProps<Value> {
  /** Null before it was asked for, shown as loading. */
  readonly loaded: Loaded<Value> | null
  /** Number of rows of each placeholder card. */
  readonly skeleton: readonly number[]
  readonly onRetry: () => void
  /** Whether a failure is shown in a card. @default false */
  readonly isCard?: boolean
  /** Shown for refusals that a retry cannot change; null for all others. */
  readonly final?: (refusal: Refused['refusal']) => ReactNode
  readonly isEmpty?: (value: Value) => boolean
  /** Shown instead of an empty value. */
  readonly empty?: ReactNode
  readonly children: (value: Value) => ReactNode
}

/**
 * A value of the server in each of its states: loading, failed (offline included, with a retry),
 * empty, loaded. Values read by `children` are observed.
 */
function WhenLoadedView<Value>(props: WhenLoadedProps<Value>) {
  const { children, empty, final, isCard, isEmpty, loaded, onRetry, skeleton } = props
  if (loaded === null || loaded.at === 'loading') {
    return skeleton.map((rows, card) => <SkeletonCard key={card} rows={rows} />)
  }
  if (loaded.at === 'refused') {
    const last = final?.(loaded.refusal) ?? null
    if (last !== null) return last
    const failure = <Failure words={wordsForReading(loaded.refusal)} onRetry={onRetry} />
    return isCard ? <View className='card'>{failure}</View> : failure
  }
  return isEmpty?.(loaded.value) ? empty : children(loaded.value)
}

export const WhenLoaded = observer(WhenLoadedView)
