import { formatYuan } from '@palm/shared/kernel/fen'
import type { RefusalWords } from './refusal-words'

const NOT_MERGED = '两个账户都没有变。'

/** Messages about phone numbers, and about two accounts that become one. */
export const PHONE_REFUSALS = {
  'phone/code-refused': { what: '没有拿到手机号', next: '还没有绑定。请再点一次按钮。' },
  'phone/wallet-unreachable': {
    what: '暂时拿不到手机号',
    next: '还没有绑定。请稍等几秒再试。',
  },
  'phone/not-mobile': { what: '只能绑定中国大陆的手机号', next: '请换一个号码再试。' },
  'phone/not-offered': { what: '现在不能绑定手机号', next: '付款和加油都不受影响。' },

  'merge/frozen': {
    what: '有一个电子账户冻结着，不能合并',
    next: `${NOT_MERGED}解冻以后再试。`,
  },
  'merge/money-under-way': {
    what: '有一笔充值或退款还没到账',
    next: `${NOT_MERGED}到账以后再试。`,
  },
  'merge/contract-twice': ({ title }) => ({
    what: `两个账户都签了「${title}」`,
    next: `${NOT_MERGED}有一份结束以后再合并。`,
  }),
  'merge/above-cap': ({ maxFen, totalFen }) => ({
    what: `余额合在一起有 ${formatYuan(totalFen)}`,
    next: `按规定，一个账户最多放 ${formatYuan(maxFen)}。先用掉或退掉一些，再来合并。`,
  }),
  'merge/too-much': {
    what: '两个账户的优惠券或合约太多，放不下',
    next: `${NOT_MERGED}用掉一些再来合并。`,
  },
  'merge/no-request': { what: '确认码过期了', next: '请重新绑定，会有新的确认码。' },
  'merge/wrong-code': ({ left }) => ({
    what: '确认码不对',
    next: left > 0 ? `还可以试 ${left} 次。` : '这个确认码不能再用，请重新绑定。',
  }),
  'merge/asked-too-often': ({ max }) => ({
    what: `今天已经试过 ${max} 次`,
    next: `${NOT_MERGED}请明天再来。`,
  }),
  'merge/not-joined': { what: '两个账户已经分开了', next: '不用再撤销。' },
  'merge/undo-over': {
    what: '合并超过 3 天了',
    next: '要分开，请到「我的 → 客服与帮助」告诉我们。',
  },
  'merge/used-since': {
    what: '合并过来的东西已经用过',
    next: '不能直接撤销。要分开，请到「我的 → 客服与帮助」告诉我们。',
  },
} satisfies Partial<RefusalWords>
