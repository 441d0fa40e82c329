import type { RefusalWords } from './refusal-words'

const UNCHANGED = '没有改动。'

/** Messages for operators about incidents; drivers never see them. */
export const CONSOLE_REFUSALS = {
  'incident/unknown': { what: '没有这个异常单', next: `${UNCHANGED}请重新打开列表。` },
  'incident/refund-halted': {
    what: '这笔退款还没有到付款人手里',
    next: `${UNCHANGED}请先让支付渠道重试（retry），或用别的方式退给付款人（pay-out）。`,
  },
  'incident/order-open': {
    what: '这笔订单付了款，还没有加油，也没有退款',
    next: `${UNCHANGED}请油站确认已加油，或退给司机（give-back）。`,
  },
  'incident/not-unserved': {
    what: '这个异常单不是付了款没加油的订单',
    next: `${UNCHANGED}处理好以后请直接关闭。`,
  },
  'service-rules/reminder-too-early': {
    what: '提醒要在自动退款之前',
    next: `${UNCHANGED}请把提醒提前的小时数改小。`,
  },
  'incident/no-refund': { what: '这个异常单不是退款', next: `${UNCHANGED}处理好以后请直接关闭。` },
  'refund/unknown': { what: '没有这笔退款', next: `${UNCHANGED}请核对单号。` },
  'refund/settled': { what: '这笔退款已经到账', next: `${UNCHANGED}可以直接关闭异常单。` },
  'refund/not-halted': {
    what: '支付渠道还在办这笔退款',
    next: `${UNCHANGED}请等结果，不要重复付钱。`,
  },
} satisfies Partial<RefusalWords>
