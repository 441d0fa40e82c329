import { View } from '@tarojs/components'
import './location-card.scss'

interface LocationCardProps {
  readonly onAnswer: (answer: 'agreed' | 'declined') => void
  readonly onPolicy: () => void
}

/** Asks once for the use of the location, and says what for; everything works without it. */
export function LocationCard({ onAnswer, onPolicy }: LocationCardProps) {
  return (
    <View className='card location-card' id='location-card'>
      <View className='location-card__title'>把最近的油站排在前面？</View>
      <View className='location-card__hint'>
        需要用一下您的位置，只用来算距离，不保存。不同意也能照常付款。
        <View className='location-card__policy' id='privacy' role='link' onClick={onPolicy}>
          隐私政策 ›
        </View>
      </View>
      <View className='location-card__answers'>
        <View
          className='location-card__answer'
          id='decline-location'
          role='button'
          onClick={() => onAnswer('declined')}
        >
          暂不
        </View>
        <View
          className='location-card__answer location-card__answer--yes'
          id='agree-location'
          role='button'
          onClick={() => onAnswer('agreed')}
        >
          同意使用
        </View>
      </View>
    </View>
  )
}
