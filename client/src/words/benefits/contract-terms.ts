import type { ContractTermsView, MilestoneView } from '@palm/shared/api/contract'
import type { ContractPeriod, ContractPromise } from '@palm/shared/contract/contract'
import { fen, formatYuan } from '@palm/shared/kernel/fen'
import { formatLitres, formatPrice, millilitre } from '@palm/shared/kernel/volume'
import { conditionWords } from './conditions'

/** An amount of a promise, in its unit: `¥1,000.00`, `200.00 L`. */
export const promisedWords = (unit: ContractPromise['unit'], amount: number): string =>
  unit === 'fen' ? formatYuan(fen(amount)) : formatLitres(millilitre(amount))

export const promisedAmount = (promise: ContractPromise): number =>
  promise.unit === 'fen' ? promise.amountFen : promise.volumeMl

/** `90 天内累计加油 ¥1,000.00` */
export function promiseWords({ period, promise }: ContractTermsView): string {
  const much =
    promise.unit === 'fen' ? formatYuan(promise.amountFen) : litresWords(promise.volumeMl)
  return `${periodWords(period)}累计加油 ${much}`
}

/** The month of signing is extra, and described as such. */
const periodWords = (period: ContractPeriod): string =>
  period.kind === 'days' ? `${period.days} 天内` : `签约当月和之后 ${period.months} 个月内`

/** `每升省 ¥0.50，最多 100 升` */
export function benefitWords({ benefit }: ContractTermsView): string {
  if (benefit.kind === 'gift-coupons') return '按进度送券'
  const { limitMl, offPerLitre } = benefit
  const max = limitMl === null ? '' : `，最多 ${litresWords(limitMl)}`
  return `每升省 ${formatPrice(offPerLitre)}${max}`
}

/** Litres of a rule are round figures; those of a pump are `25.61 L`. */
const litresWords = (volumeMl: number): string => `${volumeMl / 1_000} 升`

/** Qualifying fuel: `仅 92# 汽油 · 指定 2 个站`. */
export function countingWords({ condition }: ContractTermsView): string {
  const said = conditionWords(condition)
  return said.length === 0 ? '各站各油品都算' : said.join(' · ')
}

/** The same without the stations: `仅 92# 汽油`. */
export function fuelWords({ condition }: ContractTermsView): string {
  const said = conditionWords({ ...condition, stationIds: null })
  return said.length === 0 ? '各油品' : said.join(' · ')
}

/** `朝阳北路加油站、通惠河加油站`, with the number of further stations. */
export function stationsWords({ condition, stationNames }: ContractTermsView): string {
  if (stationNames === null || condition.stationIds === null) return '所有油站'
  const more = condition.stationIds.length - stationNames.length
  return more > 0
    ? `${stationNames.join('、')}等 ${condition.stationIds.length} 个站`
    : stationNames.join('、')
}

/** `完成一半`, by the promise; a milestone at zero is granted with the signature. */
export function milestoneWords({ at }: MilestoneView): string {
  if (at === 0) return '合约生效'
  return at === 10_000 ? '全部完成' : `完成 ${at / 100}%`
}

/** `便利店 5 元券、满 200 减 20`; a coupon's template may no longer exist. */
export const giftWords = ({ couponTitles }: MilestoneView): string =>
  couponTitles.length === 0 ? '优惠券' : couponTitles.join('、')

/** `不补差价，不罚款；30 天内不能再签，等级累计金额 −¥200.00` */
export function breachWords({ outcome }: ContractTermsView): string {
  const follows = [
    outcome.breachPauseDays > 0 && `${outcome.breachPauseDays} 天内不能再签`,
    outcome.breachGrowthFen > 0 && `等级累计金额 −${formatYuan(outcome.breachGrowthFen)}`,
  ].filter((part) => typeof part === 'string')
  return follows.length === 0 ? '不补差价，不罚款' : `不补差价，不罚款；${follows.join('，')}`
}

/** `等级累计金额 +¥500.00`; null without a credit. */
export const keptWords = ({ outcome }: ContractTermsView): string | null =>
  outcome.growthFen > 0 ? `等级累计金额 +${formatYuan(outcome.growthFen)}` : null

/** `签约后 7 天内，没有按合约加过油，可以取消` */
export const coolingOffWords = ({ coolingOffDays }: ContractTermsView): string =>
  coolingOffDays === 0
    ? '签约后马上生效，不能取消'
    : `签约后 ${coolingOffDays} 天内，没有按合约加过油，可以取消`
