import type { Refused } from '@palm/client/loading/loaded'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { ActionButton } from '../input/action-button'
import { Notice } from './notice'

interface OlderProps {
  readonly label: string
  /** A list that is loaded page by page. */
  readonly list: {
    /** Null at its end. */
    readonly nextBeforeMs: number | null
    readonly loadingMore: boolean
    readonly refusal: Refused['refusal'] | null
    loadMore(): Promise<void>
  }
}

/** The way to older entries of a list, and why they could not be loaded. */
export const Older = observer(function Older({ label, list }: OlderProps) {
  const { loadingMore, nextBeforeMs, refusal } = list
  return (
    <View>
      {refusal && <Notice tone='danger' words={wordsFor(refusal)} />}
      {nextBeforeMs !== null && (
        <ActionButton
          id='older'
          kind='plain'
          label={label}
          loading={loadingMore}
          onTap={() => void list.loadMore()}
        />
      )}
    </View>
  )
})
