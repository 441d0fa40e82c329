import { View } from '@tarojs/components'
import './suggestion.scss'

interface SuggestionProps {
  readonly id: string
  readonly words: string
  /** Label of the way to follow it. */
  readonly label: string
  readonly onFollow: () => void
  /** The driver does not want to read it again. */
  readonly onSkip: () => void
}

/** One quiet line that a driver may follow, or send away for good. */
export function Suggestion({ id, label, onFollow, onSkip, words }: SuggestionProps) {
  return (
    <View className='card suggestion' id={id}>
      <View>{words}</View>
      <View className='suggestion__links'>
        <View className='suggestion__link' id={`follow-${id}`} role='button' onClick={onFollow}>
          {label}
        </View>
        <View
          className='suggestion__link suggestion__link--quiet'
          id={`skip-${id}`}
          role='button'
          onClick={onSkip}
        >
          暂不
        </View>
      </View>
    </View>
  )
}
