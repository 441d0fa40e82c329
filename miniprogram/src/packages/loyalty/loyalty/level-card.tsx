import { benefitsOf } from '@palm/client/words/benefits/membership'
import type { LadderStep, LoyaltyDetails } from '@palm/shared/api/member'
import { formatYuan } from '@palm/shared/kernel/fen'
import { View } from '@tarojs/components'
import { ProgressBar } from '../../../components/figure/progress-bar'
import { Tag } from '../../../components/layout/tag'

/** The member's level, the distance to the next, and the benefits of each. */
export function LevelCard({ level }: { readonly level: NonNullable<LoyaltyDetails['level']> }) {
  const { growthFen, ladder, name, next } = level
  return (
    <View>
      <View className='card level' id='level'>
        <View className='level__label'>会员等级</View>
        <View className='level__name'>{name}</View>
        <View className='level__growth'>近一年加油 {formatYuan(growthFen)}</View>
        {next && (
          <View>
            <ProgressBar fraction={shareOf(growthFen, growthFen + next.missingFen)} />
            <View className='level__next'>
              再加 {formatYuan(next.missingFen)} 升到{next.name}
            </View>
          </View>
        )}
      </View>
      <View className='card' id='benefits'>
        <View className='loyalty__title'>各级权益</View>
        {ladder.map((step) => (
          <Step key={step.name} step={step} isOwn={step.name === name} />
        ))}
      </View>
    </View>
  )
}

const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

function Step({ isOwn, step }: { readonly step: LadderStep; readonly isOwn: boolean }) {
  const { fromGrowthFen, name } = step
  return (
    <View className={isOwn ? 'step step--own' : 'step'}>
      <View className='step__head'>
        <View className='step__name'>{name}</View>
        {isOwn ? (
          <Tag text='当前等级' />
        ) : (
          <View className='step__from'>
            {fromGrowthFen === 0 ? '注册即享' : `加油满 ${formatYuan(fromGrowthFen)}`}
          </View>
        )}
      </View>
      {benefitsOf(step).map((line) => (
        <View key={line} className='step__benefit'>
          {line}
        </View>
      ))}
    </View>
  )
}
