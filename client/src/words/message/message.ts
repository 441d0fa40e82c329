import { fen, formatYuan } from '@palm/shared/kernel/fen'
import { formatLitres, millilitre } from '@palm/shared/kernel/volume'
import type {
  ContractBehind,
  ContractBroken,
  ContractFulfilled,
  DutyReminder,
  MessageFacts,
} from '@palm/shared/message/facts'
import { dateOf, timeOfDay } from '../times'

/** A line of the inbox: what happened, and what to know of it. */
export interface MessageWords {
  readonly title: string
  readonly text: string
}

export function messageWords(facts: MessageFacts): MessageWords {
  switch (facts.kind) {
    case 'order-paid':
      return {
        title: '已付款，待加油',
        text: `${facts.stationName} ${facts.nozzleNumber} 号枪，${formatYuan(facts.paidFen)}。请给加油员看动态口令。`,
      }
    case 'order-waiting':
      return {
        title: '付了款，还没加油',
        text: `${facts.stationName} ${facts.nozzleNumber} 号枪，${formatYuan(facts.paidFen)}。到站请给加油员看动态口令。`,
      }
    case 'order-done':
      return {
        title: '加油完成',
        text: `${facts.stationName}，${facts.gradeName} ${formatLitres(facts.volumeMl)}，实付 ${formatYuan(facts.paidFen)}${
          facts.savedFen > 0 ? `，比枪价省 ${formatYuan(facts.savedFen)}` : ''
        }。`,
      }
    case 'refund-arrived':
      return {
        title: '退款到账',
        text: `${facts.stationName ?? '电子账户充值'}的 ${formatYuan(facts.amountFen)} 已退回。`,
      }
    case 'recharge-arrived':
      return {
        title: '充值到账',
        text: `电子账户充值 ${formatYuan(facts.amountFen)}${
          facts.giftFen > 0 ? `，另外赠送 ${formatYuan(facts.giftFen)}` : ''
        }。`,
      }
    case 'coupons-expiring':
      return {
        title: '优惠券快到期',
        text: `${
          facts.count === 1 ? `「${facts.title}」` : `「${facts.title}」等 ${facts.count} 张券`
        } ${dateOf(facts.expiresAtMs - 1)} 到期，到期作废。`,
      }
    case 'points-expiring':
      return {
        title: '积分快到期',
        text: `${facts.points} 积分 ${dateOf(facts.expiresAtMs - 1)} 到期，加油时可以抵油费。`,
      }
    case 'contract-behind':
    case 'contract-fulfilled':
    case 'contract-broken':
      return contractWords(facts)
    case 'invoice-issued':
      return {
        title: '电子发票已开好',
        text: `${formatYuan(facts.amountFen)} 的电子发票已经开好，点开下载。`,
      }
    case 'duty-long':
    case 'duty-ending':
      return dutyWords(facts)
  }
}

function contractWords(facts: ContractBehind | ContractFulfilled | ContractBroken): MessageWords {
  switch (facts.kind) {
    case 'contract-behind':
      return {
        title: '合约进度落后了',
        text: `「${facts.title}」还差 ${amountWords(facts.unit, facts.left)}，${dateOf(facts.toMs - 1)} 结束。`,
      }
    case 'contract-fulfilled':
      return { title: '合约已经加够', text: `「${facts.title}」说好的已经加够，谢谢您守约。` }
    case 'contract-broken':
      return {
        title: '合约没有加够',
        text: `「${facts.title}」已经结束，还差 ${amountWords(facts.unit, facts.left)}。不收违约金，点开看有什么影响。`,
      }
  }
}

function dutyWords(facts: DutyReminder): MessageWords {
  switch (facts.kind) {
    case 'duty-long':
      return {
        title: '当班满 8 小时',
        text: `您从 ${timeOfDay(facts.startedAtMs)} 开始当班，下班前请把没核对的订单交给同事。`,
      }
    case 'duty-ending':
      return {
        title: '一小时后自动下班',
        text: `您从 ${timeOfDay(facts.startedAtMs)} 开始当班，${timeOfDay(facts.endsAtMs)} 自动下班。要接着上班，请先下班再重新上班。`,
      }
  }
}

const amountWords = (unit: 'fen' | 'ml', amount: number): string =>
  unit === 'fen' ? formatYuan(fen(amount)) : formatLitres(millilitre(amount))
