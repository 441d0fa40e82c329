import type { MilestoneView } from '@palm/shared/api/contract'
import { View } from '@tarojs/components'
import { giftWords, milestoneWords } from '@palm/client/words/benefits/contract-terms'
import './milestones-card.scss'

interface MilestonesCardProps {
  readonly milestones: readonly (MilestoneView & { readonly isReached?: boolean })[]
}

/** Coupons of the milestones, with their state. */
export function MilestonesCard({ milestones }: MilestonesCardProps) {
  if (milestones.length === 0) return null
  return (
    <View className='card milestones'>
      <View className='milestones__title'>赠券</View>
      {milestones.map((milestone) => (
        <View className='milestones__one' key={milestone.at}>
          <View
            className={
              milestone.isReached ? 'milestones__dot milestones__dot--reached' : 'milestones__dot'
            }
          />
          <View className='milestones__when'>{milestoneWords(milestone)}</View>
          <View className='milestones__gift'>{giftWords(milestone)}</View>
          {milestone.isReached && <View className='milestones__reached'>已送</View>}
        </View>
      ))}
    </View>
  )
}
