import type { CouponRules } from '@palm/shared/api/coupon'
import type { ReactNode } from 'react'
import { ruleWords, worthWords } from '@palm/client/words/benefits/coupon-rules'
import { WorthCard } from './worth-card'

interface CouponCardProps {
  readonly rules: CouponRules
  /** Validity, or number in stock. */
  readonly hint: string
  /** The nearest station where it can be used; null if it is not known. */
  readonly near?: string | null
  /** Used or expired: for reading only. */
  readonly isOver?: boolean
  readonly children?: ReactNode
}

/** A coupon, in the colour of its kind. */
export function CouponCard({
  children,
  hint,
  isOver = false,
  near = null,
  rules,
}: CouponCardProps) {
  const { from, worth } = worthWords(rules)
  return (
    <WorthCard
      tone={TONES[rules.kind]}
      worth={worth}
      from={from}
      title={rules.title}
      lines={[ruleWords(rules), hint, ...(near ? [near] : [])]}
      isOver={isOver}
    >
      {children}
    </WorthCard>
  )
}

const TONES = {
  fuel: 'saving',
  'non-fuel': 'brand',
  gift: 'brand',
  partner: 'attention',
} as const
