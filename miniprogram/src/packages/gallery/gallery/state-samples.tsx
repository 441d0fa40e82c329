import type { Loaded } from '@palm/client/loading/loaded'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import { View } from '@tarojs/components'
import { ActionButton } from '../../../components/input/action-button'
import { Empty } from '../../../components/state/empty'
import { Failure } from '../../../components/state/failure'
import { Notice } from '../../../components/state/notice'
import { OfflineBar } from '../../../components/state/offline-bar'
import { Older } from '../../../components/state/older'
import { SkeletonCard } from '../../../components/state/skeleton-card'
import { Suggestion } from '../../../components/state/suggestion'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { nothing, Sample } from './sample'

const BUSY = wordsFor({ code: 'service/busy' })
const OFFLINE = wordsFor({ code: 'client/offline' })

const OLDER = {
  nextBeforeMs: 0,
  loadingMore: false,
  refusal: null,
  loadMore: () => Promise.resolve(),
}

const STATES: readonly Loaded<string>[] = [
  { at: 'loading' },
  { at: 'refused', refusal: { code: 'client/offline' } },
  { at: 'ready', value: '' },
  { at: 'ready', value: '已加载' },
]

export const StateSamples = () => (
  <View>
    <Sample of='offline-bar'>
      <OfflineBar online={false} words='没有网络，这里是上次看到的订单。' />
    </Sample>
    <Sample of='skeleton-card'>
      <SkeletonCard rows={3} />
    </Sample>
    <Sample of='empty'>
      <View className='card'>
        <Empty title='还没有优惠券' hint='领到的券会放在这里'>
          <ActionButton kind='small' label='去领券' onTap={nothing} />
        </Empty>
      </View>
    </Sample>
    <Sample of='failure'>
      <View className='card'>
        <Failure words={OFFLINE} onRetry={nothing} />
      </View>
    </Sample>
    <Sample of='notice'>
      <Notice words={BUSY} />
      <Notice words={BUSY} tone='attention' />
      <Notice words={BUSY} tone='danger' />
    </Sample>
    <Sample of='older'>
      <Older label='看更早的订单' list={OLDER} />
      <Older label='看更早的订单' list={{ ...OLDER, loadingMore: true }} />
      <Older label='看更早的订单' list={{ ...OLDER, refusal: { code: 'client/offline' } }} />
    </Sample>
    <Sample of='suggestion'>
      <Suggestion
        id='sample'
        words='绑定手机号，换了手机也能找回券、积分和余额。'
        label='去绑定'
        onFollow={nothing}
        onSkip={nothing}
      />
    </Sample>
    <Sample of='when-loaded'>
      {STATES.map((loaded, state) => (
        <WhenLoaded
          key={state}
          loaded={loaded}
          skeleton={[2]}
          onRetry={nothing}
          isCard
          isEmpty={(value) => value === ''}
          empty={<Empty title='暂无明细' hint='有了会在这里' />}
        >
          {(value) => <View className='card'>{value}</View>}
        </WhenLoaded>
      ))}
    </Sample>
  </View>
)
