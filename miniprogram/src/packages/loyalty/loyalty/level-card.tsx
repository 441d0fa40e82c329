import { formatPrice } from '@palm/shared/kernel/volume'
import type { LadderStep, LoyaltyDetails } from '@palm/shared/api/member'
import { formatYuan } from '@palm/shared/kernel/fen'
import { View } from '@tarojs/components'
import { Entry } from '../../../components/layout/entry'
import { ProgressBar } from '../../../components/figure/progress-bar'
import { conditionWords } from '@palm/client/words/benefits/conditions'

/** The member's level, the distance to the next, and the benefits of each. */
export function LevelCard({ level }: { readonly level: NonNullable<LoyaltyDetails['level']> }) {
  const { growthFen, ladder, name, next } = level
  return (
    <View className='card' id='level'>
      <View className='level__head'>
        <View className='level__name'>{name}</View>
        <View className='level__growth'>近一年加油 {formatYuan(growthFen)}</View>
      </View>
      {next && (
        <View>
          <ProgressBar fraction={shareOf(growthFen, growthFen + next.missingFen)} />
          <View className='level__next'>
            再加 {formatYuan(next.missingFen)} 升到{next.name}
          </View>
        </View>
      )}
      {ladder.map((step) => (
        <Entry key={step.name} title={step.name} hints={hintsOf(step)} strong={step.name === name}>
          <View className={step.price && step.name === name ? 'level__gain' : 'level__plain'}>
            {gainWords(step)}
          </View>
        </Entry>
      ))}
    </View>
  )
}

const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

/** Requirement of a level, and stations of its price. */
const hintsOf = ({ fromGrowthFen, price }: LadderStep): readonly string[] => [
  fromGrowthFen === 0 ? '注册即享' : `加油满 ${formatYuan(fromGrowthFen)}`,
  ...(price ? conditionWords(price.condition) : []),
]

const gainWords = ({ price }: LadderStep): string =>
  price ? `每升优惠 ${formatPrice(price.offPerLitreFen)}` : '枪价'
