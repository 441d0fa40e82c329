import type { ContractView } from '@palm/shared/api/contract'
import type { Pace } from '@palm/shared/contract/progress'
import { giftWords, keptWords, promisedWords } from './contract-terms'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { dayOf, lastDayWords } from '../times'

/** State of a contract, in the few words of a tag. */
export function contractStatusWords({ pace, state }: ContractView): string {
  switch (state.status) {
    case 'offered':
      return '待签约'
    case 'cooling-off':
      return '冷静期'
    case 'active':
      return pace?.isOnPace ? '可以完成' : '要抓紧'
    case 'fulfilled':
      return '已完成'
    case 'broken':
      return '没有完成'
    case 'cancelled':
      return '已取消'
  }
}

/** `还差 ¥320.00，18 天，大约再加 2 次` */
export function paceWords({ daysLeft, fillsLeft, left, unit }: Pace): string {
  if (left === 0) return `已经加够，${daysLeft} 天后合约结束`
  const fills = fillsLeft === null ? '' : `，大约再加 ${fillsLeft} 次`
  return `还差 ${promisedWords(unit, left)}，${daysLeft} 天${fills}`
}

/** `按习惯 12 月 1 日完成`; null where nothing can be expected. */
export const forecastWords = ({ forecastMs }: ContractView, nowMs: EpochMs): string | null =>
  forecastMs === null ? null : `按习惯 ${lastDayWords(forecastMs + 1, nowMs)}完成`

/** Reward at the end of a kept contract: coupons not given yet, else the credit; null without one. */
export function rewardWords(contract: ContractView): string | null {
  const gifts = contract.milestones.filter(({ at, isReached }) => at === 10_000 && !isReached)
  return gifts.length === 0 ? keptWords(contract) : gifts.map(giftWords).join('、')
}

/** Result of an ended contract; null for a running one. */
export function overWords({ state }: ContractView): string | null {
  switch (state.status) {
    case 'fulfilled':
      return `${dayOf(state.endedAtMs - 1)}完成，谢谢您守约`
    case 'broken':
      return `${dayOf(state.endedAtMs - 1)}到期，未完成`
    case 'cancelled':
      return `${dayOf(state.cancelledAtMs)}取消`
    default:
      return null
  }
}

/**
 * `2026 年 11 月 21 日至 2027 年 2 月 28 日`: the period ends at an instant, so the last day is the one
 * before that midnight.
 */
export const validWords = ({ state }: ContractView): string =>
  'toMs' in state ? `${dayOf(state.fromMs)}至 ${dayOf(state.toMs - 1)}` : ''
