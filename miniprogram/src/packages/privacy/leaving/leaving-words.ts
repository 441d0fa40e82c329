import { fen, formatYuan } from '@palm/shared/kernel/fen'
import { dayOf } from '@palm/client/words/times'
import type { LeaveObstacle, Losses } from '@palm/shared/member/leaving/leaving'

/** An obstacle, and the words of the way out. */
export interface ObstacleWords {
  readonly what: string
  readonly way: string
}

export function obstacleWords(obstacle: LeaveObstacle): ObstacleWords {
  switch (obstacle.code) {
    case 'leave/order-open':
      return { what: '有一笔订单还没完成', way: '去看订单' }
    case 'leave/refund-pending':
      return { what: '有一笔退款还在路上', way: '去看退款' }
    case 'leave/money-left':
      return {
        what: `电子账户里还有您的 ${formatYuan(obstacle.principalFen)}`,
        way: '去用掉或退回',
      }
    case 'leave/recharge-pending':
      return { what: '有一笔充值或退款还没到账', way: '去看电子账户' }
    case 'leave/frozen':
      return { what: '电子账户被冻结了', way: '联系客服' }
    case 'leave/contract-running':
      return {
        what: `合约「${obstacle.title}」还在进行，到 ${dayOf(obstacle.toMs - 1)}`,
        way: '去看合约',
      }
    case 'leave/invoice-pending':
      return { what: '有一张发票还在开', way: '去看发票' }
    case 'leave/question-open':
      return { what: '您反映的问题还没答复', way: '去看问题' }
    case 'leave/works-here':
      return { what: '您还是油站员工', way: '请站长先办离职' }
  }
}

/** One line for each thing that is gone for good; empty if nothing is. */
export const lossLines = ({ coupons, giftFen, points }: Losses): readonly string[] => [
  ...(coupons > 0 ? [`${coupons} 张优惠券作废`] : []),
  ...(points > 0 ? [`${points} 积分清零`] : []),
  ...(giftFen > 0 ? [`赠送金 ${formatYuan(fen(giftFen))} 清零`] : []),
]

/** Why an earlier request was not carried out. */
export const stoppedWords = (by: string): string => STOPPED[by] ?? '还有事没办完'

const STOPPED: Readonly<Partial<Record<string, string>>> = {
  'leave/order-open': '到期时有一笔订单没完成',
  'leave/refund-pending': '到期时有一笔退款在路上',
  'leave/money-left': '到期时电子账户里还有钱',
  'leave/recharge-pending': '到期时有一笔充值或退款没到账',
  'leave/contract-running': '到期时有一份合约在进行',
  'leave/invoice-pending': '到期时有一张发票还在开',
  'leave/question-open': '到期时有一个问题没答复',
}
