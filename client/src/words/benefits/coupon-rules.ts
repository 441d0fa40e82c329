import type { CouponRules } from '@palm/shared/api/coupon'
import { type Fen, formatYuan } from '@palm/shared/kernel/fen'
import type { Condition } from '@palm/shared/pricing/rules/condition'
import { conditionWords } from './conditions'
import { dateOf } from '../times'

/** Value of a coupon, large, and its minimum, small: `¥20` · `满 200 可用`. */
export function worthWords({ condition, reduction }: CouponRules): {
  readonly worth: string
  readonly from: string
} {
  const from = condition.minimumFen > 0 ? `满 ${yuan(condition.minimumFen)} 可用` : '无门槛'
  switch (reduction.kind) {
    case 'fixed':
      return { worth: `¥${yuan(reduction.amountFen)}`, from }
    case 'percent': {
      const max = reduction.capFen === null ? from : `最高减 ${yuan(reduction.capFen)}`
      return { worth: `${discountWords(reduction.share)}折`, from: max }
    }
    case 'per-litre':
      return {
        worth: `¥${yuan(reduction.offPerLitre)}/L`,
        from: litresWords(reduction.limitMl, from),
      }
  }
}

/** The rules in one readable sentence: `仅 92# 汽油 · 周一、周二 · 不与会员价同享`. */
export function ruleWords(rules: CouponRules): string {
  const { alone, condition, pumpPriceOnly } = rules
  const said = [
    ...conditionWords(condition),
    ...(pumpPriceOnly ? ['不与会员价同享'] : []),
    ...(alone ? ['不与其他券同用'] : []),
  ]
  return said.length === 0 ? ANYWHERE[rules.kind] : said.join(' · ')
}

/**
 * `有效至 2026-11-30`: validity ends at an instant, so the last day is the one before that midnight.
 */
export const untilWords = ({ toMs }: Condition): string =>
  toMs === null ? '长期有效' : `有效至 ${dateOf(toMs - 1)}`

/** Categories of coupons. */
export const KIND_WORDS: Readonly<Record<CouponRules['kind'], string>> = {
  fuel: '油品券',
  'non-fuel': '非油券',
  gift: '礼品券',
  partner: '合作券',
}

/** Where a coupon of each kind is valid if its rules do not say. */
const ANYWHERE: Readonly<Record<CouponRules['kind'], string>> = {
  fuel: '各站各油品通用',
  'non-fuel': '各站便利店通用',
  gift: '到站领取',
  partner: '在合作商家使用',
}

/** Whole yuan without fen: `20`, `0.50`. */
const yuan = (amount: number): string =>
  formatYuan(amount as Fen)
    .slice(1)
    .replace(/\.00$/, '')

/** 500 basis points off is 9.5, 2000 is 8. */
const discountWords = (share: number): string => String((10_000 - share) / 1_000)

const litresWords = (limitMl: number | null, from: string): string =>
  limitMl === null ? from : `最多 ${limitMl / 1_000} 升`
