import { dayOf } from '../times'
import type { RefusalWords } from './refusal-words'

const NOT_SIGNED = '没有签约。'
const NOT_SAVED = '合约没有保存，正在用的不受影响。'

/** Messages about contracts and their terms. */
export const CONTRACT_REFUSALS = {
  'contract/not-open': { what: '这份合约现在不能签了', next: `${NOT_SIGNED}请看看别的合约。` },
  'contract/open-already': {
    what: '这份合约您已经签过，还在进行中',
    next: '没有再签一份。进度在「我的合约」里。',
  },
  'contract/too-many': ({ max }) => ({
    what: `同时最多签 ${max} 份合约`,
    next: `${NOT_SIGNED}有一份结束后可以再签。`,
  }),
  'contract/paused': ({ untilMs }) => ({
    what: `上一份合约没有完成，${dayOf(untilMs)}起才能再签`,
    next: `${NOT_SIGNED}加油和别的优惠不受影响。`,
  }),
  'contract/offer-over': { what: '签约时间已经过了', next: `${NOT_SIGNED}请看看别的合约。` },
  'contract/other-text': {
    what: '条款刚刚更新过',
    next: `${NOT_SIGNED}请看完新的条款再签。`,
  },
  'contract/no-consent': { what: '还没有勾选同意', next: `${NOT_SIGNED}请先看条款，再勾选。` },
  'contract/not-offered': { what: '这份合约已经结束', next: `${NOT_SIGNED}请回到上一页重新选。` },
  'contract/unknown': { what: '没有找到这份合约', next: '没有改动。您的合约都在「我的合约」里。' },
  'contract/binding': {
    what: '冷静期已过，或已经按合约加过油，不能取消了',
    next: '没有改动。没完成也不补差价。',
  },
  'contract/ended': { what: '这份合约已经结束', next: '没有改动，不用取消。' },

  'contract-terms/no-promise': { what: '没有写承诺加多少', next: NOT_SAVED },
  'contract-terms/no-period': { what: '没有写合约多长时间', next: NOT_SAVED },
  'contract-terms/cooling-off-too-long': { what: '冷静期比合约还长', next: NOT_SAVED },
  'contract-terms/no-benefit': { what: '既没有优惠价，也没有券', next: NOT_SAVED },
  'contract-terms/milestone-twice': { what: '两个里程碑在同一个进度上', next: NOT_SAVED },
  'contract-terms/no-funder': { what: '没有写由谁承担', next: NOT_SAVED },
  'contract-terms/unknown-coupon': ({ id }) => ({ what: `没有券模板 ${id}`, next: NOT_SAVED }),
} satisfies Partial<RefusalWords>
