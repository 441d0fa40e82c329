import { birthdayHint, birthdayWords } from '@palm/client/words/benefits/membership'
import type { BirthdayView } from '@palm/shared/api/member'
import { View } from '@tarojs/components'
import { Row } from '../../../components/layout/row'
import { openProfile } from '../../../navigation'

interface BirthdayCardProps {
  readonly birthday: BirthdayView
  /** Titles of its coupons at the member's level; empty if this level has none. */
  readonly gifts: readonly string[]
}

/** 生日礼, and the birthday that it needs. */
export function BirthdayCard({ birthday, gifts }: BirthdayCardProps) {
  return (
    <View className='card' id='birthday-card'>
      <View className='loyalty__title'>生日礼</View>
      <View className='loyalty__gift'>
        {gifts.length > 0 ? gifts.join('、') : '升级后有生日礼'}
      </View>
      <View className='loyalty__hint'>{birthdayHint(birthday)}</View>
      <Row
        id='say-birthday'
        label='我的生日'
        value={birthday.on === null ? '未填写' : birthdayWords(birthday.on)}
        onTap={() => void openProfile()}
      />
    </View>
  )
}
