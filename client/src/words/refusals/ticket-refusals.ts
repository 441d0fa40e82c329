import { formatYuan } from '@palm/shared/kernel/fen'
import { dayOf } from '../times'
import type { RefusalWords } from './refusal-words'

const UNSENT = '没有提交。'

/** Messages about questions and ratings. */
export const TICKET_REFUSALS = {
  'ticket/unknown': { what: '没有这个问题', next: `${UNSENT}您提过的问题都在「客服与帮助」里。` },
  'ticket/not-for-this': {
    what: '这笔订单现在不能提这个问题',
    next: `${UNSENT}请刷新订单再看，或在「客服与帮助」里反映。`,
  },
  'ticket/claim-not-lower': ({ dispensedFen }) => ({
    what: `实际加油金额要低于确认过的 ${formatYuan(dispensedFen)}`,
    next: `${UNSENT}请对照油机或小票改一下。`,
  }),
  'ticket/too-many-open': ({ max }) => ({
    what: `您还有 ${max} 个问题没有答复`,
    next: `${UNSENT}请在已经提的问题里补充，或打客服电话。`,
  }),
  'ticket/too-long': { what: '这个问题已经说得很长', next: `${UNSENT}请打客服电话说。` },
  'ticket/closed': { what: '司机已经关闭这个问题', next: '没有改动。不用再回答。' },
  'order/not-served': { what: '加油以后才能评价', next: `${UNSENT}请在加油员确认后再评。` },
  'order/rating-too-late': ({ untilMs }) => ({
    what: `评价到 ${dayOf(untilMs)}为止`,
    next: `${UNSENT}有问题请在「客服与帮助」里反映。`,
  }),
} satisfies Partial<RefusalWords>
