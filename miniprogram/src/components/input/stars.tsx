import { STARS, type Stars as Count } from '@palm/shared/order/facts/service'
import { View } from '@tarojs/components'
import './stars.scss'

interface StarsProps {
  readonly chosen: Count | null
  readonly onChoose: (stars: Count) => void
}

const WORDS: Readonly<Record<Count, string>> = {
  1: '很不满意',
  2: '不满意',
  3: '一般',
  4: '满意',
  5: '很满意',
}

/** One to five stars, with the word for them. */
export function Stars({ chosen, onChoose }: StarsProps) {
  return (
    <View>
      <View className='stars' role='radiogroup' aria-label='评分'>
        {STARS.map((count) => (
          <View
            key={count}
            id={`star-${count}`}
            className={
              chosen !== null && count <= chosen ? 'stars__one stars__one--on' : 'stars__one'
            }
            role='radio'
            aria-checked={count === chosen}
            aria-label={`${count} 星，${WORDS[count]}`}
            onClick={() => onChoose(count)}
          >
            ★
          </View>
        ))}
      </View>
      <View className='stars__words'>{chosen === null ? '点星星打分' : WORDS[chosen]}</View>
    </View>
  )
}
