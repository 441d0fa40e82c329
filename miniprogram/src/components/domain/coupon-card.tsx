import type { CouponRules } from '@palm/shared/api/coupon'
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { ruleWords, worthWords } from '@palm/client/words/benefits/coupon-rules'
import './coupon-card.scss'

interface CouponCardProps {
  readonly rules: CouponRules
  /** Validity, or number in stock. */
  readonly hint: string
  /** Used or expired: for reading only. */
  readonly isOver?: boolean
  readonly children?: ReactNode
}

/** Number of characters that fit at full size. */
const LONG = 5

/** A coupon: value on the left, rules beside it, the action at the end. */
export function CouponCard({ children, hint, isOver = false, rules }: CouponCardProps) {
  const { from, worth } = worthWords(rules)
  const figure = worth.length > LONG ? 'coupon-card__figure--long' : ''
  return (
    <View className={isOver ? 'coupon-card coupon-card--over' : 'coupon-card'}>
      <View className='coupon-card__worth'>
        <View className={`coupon-card__figure ${figure}`}>{worth}</View>
        <View className='coupon-card__from'>{from}</View>
      </View>
      <View className='coupon-card__words'>
        <View className='coupon-card__title'>{rules.title}</View>
        <View className='coupon-card__rule'>{ruleWords(rules)}</View>
        <View className='coupon-card__rule'>{hint}</View>
      </View>
      <View className='coupon-card__action'>{children}</View>
    </View>
  )
}
