import { formatPrice } from '@palm/shared/kernel/volume'
import { fen, formatYuan } from '@palm/shared/kernel/fen'
import type { AnyRefusal } from '../../api/api-client'
import { ACCOUNT_REFUSALS } from './account-refusals'
import { BENEFIT_REFUSALS } from './benefit-refusals'
import { CONSOLE_REFUSALS } from './console-refusals'
import { CONTRACT_REFUSALS } from './contract-refusals'
import { INVOICE_REFUSALS } from './invoice-refusals'
import { PHONE_REFUSALS } from './phone-refusals'
import { PRIVACY_REFUSALS } from './privacy-refusals'
import { PURSE_WORDS } from '../order/order-status'
import { dayOf, timeOfDay } from '../times'
import { SPENDING_REFUSALS } from './spending-refusals'
import { TICKET_REFUSALS } from './ticket-refusals'
import type { RefusalWords, Words, WordsOf } from './refusal-words'

/** A code unknown to this client still gets a truthful message. */
export function wordsFor(refusal: AnyRefusal): Words {
  // The table pairs each code with its own refusal, which an index alone cannot tell.
  const entry = REFUSAL_WORDS[refusal.code] as WordsOf<AnyRefusal> | undefined
  if (!entry) return UNHEARD_OF
  return typeof entry === 'function' ? entry(refusal) : entry
}

/** The same for a read-only request, which cannot have had an effect. */
export function wordsForReading(refusal: AnyRefusal): Words {
  const { code } = refusal
  if (code === 'client/offline') {
    return { what: '没有网络，暂时看不到', next: '连上网络后再试。' }
  }
  const isUncertain = code === 'client/no-answer' || code === 'service/failed'
  return isUncertain
    ? { what: wordsFor(refusal).what, next: '请看一下网络，或稍等几秒。' }
    : wordsFor(refusal)
}

/** Rounded up, so that a retry after that time is not too early. */
function waitWords(ms: number): string {
  const seconds = Math.ceil(ms / 1_000)
  if (seconds <= 90) return `${seconds} 秒`
  const minutes = Math.ceil(seconds / 60)
  return minutes <= 90 ? `${minutes} 分钟` : `${Math.ceil(minutes / 60)} 小时`
}

const UNHEARD_OF: Words = {
  what: '操作没有成功',
  next: '请更新小程序后再试。有没有扣款，以「订单」里的为准。',
}

/** Complete by construction: a code without words does not compile. */
export const REFUSAL_WORDS: RefusalWords = {
  ...BENEFIT_REFUSALS,
  ...CONTRACT_REFUSALS,
  ...ACCOUNT_REFUSALS,
  ...CONSOLE_REFUSALS,
  ...TICKET_REFUSALS,
  ...SPENDING_REFUSALS,
  ...INVOICE_REFUSALS,
  ...PHONE_REFUSALS,
  ...PRIVACY_REFUSALS,
  'client/offline': {
    what: '手机没有网络',
    next: '没有发出去，也没有扣款。连上网络后再试。',
  },
  'client/no-answer': {
    what: '网络不给力，没有收到结果',
    next: '还不知道成没成。再试一次是安全的，同一笔不会扣两次款。',
  },
  'client/not-in-queue': {
    what: '列表里找不到这一笔',
    next: '没有改动。请回到列表再点一次。',
  },
  'client/offline-limit': {
    what: '这一班没网时核对的已经太多',
    next: '没有确认。请先连上网络；连不上就不要加油，请司机等一下。',
  },
  'client/not-a-passphrase': {
    what: '这不是付款口令码',
    next: '没有确认。请扫司机手机上「给加油员看」那一页的码。',
  },
  'request/malformed': {
    what: '操作没有成功',
    next: '没有扣款。请稍后再试；一直这样，请更新小程序。',
  },
  'request/too-large': { what: '内容太长', next: '没有扣款。请删短一些再试。' },
  'request/too-often': ({ retryAfterMs }) => ({
    what: '点得太快了',
    next: `没有扣款，什么都没有改动。请等 ${waitWords(retryAfterMs)}再试。`,
  }),
  'request/unknown-action': { what: '小程序版本太旧', next: '没有扣款。请更新小程序后再试。' },
  'session/missing': { what: '还没有登录', next: '没有扣款。请允许授权后再试一次。' },
  'session/expired': { what: '登录过期了', next: '没有扣款。请再试一次，会自动重新登录。' },
  'session/code-refused': { what: '登录没有成功', next: '没有扣款。请再试一次。' },
  'session/wallet-unreachable': {
    what: '暂时连不上钱包的登录服务',
    next: '没有扣款。请稍等几秒再试。',
  },
  'caller/forbidden': { what: '您没有这个权限', next: '什么都没有改动。需要的话请找站长开通。' },
  'caller/out-of-reach': {
    what: '这不在您负责的油站范围里',
    next: '什么都没有改动。需要的话请找总部开通。',
  },
  'service/busy': { what: '这会儿人太多', next: '没有扣款，什么都没有改动。请再试一次。' },
  'service/failed': {
    what: '我们这边出了故障',
    next: '还不知道成没成。请先看「订单」，没有的话再试一次。',
  },

  'scan/not-a-nozzle-code': {
    what: '这不是油枪上的码',
    next: '没有扣款。请扫油枪旁边的码，或从油站列表里选。',
  },
  'scan/foreign': {
    what: '这不是我们油站的码，或者已经作废',
    next: '没有扣款。请从油站列表里选，或请加油员帮忙。',
  },
  'station/unknown': { what: '没有找到这个油站', next: '没有扣款。请从油站列表里重新选。' },
  'nozzle/unknown': { what: '这个油站没有这把枪', next: '没有扣款。请按油枪上的号码重新选。' },
  'nozzle/retired': { what: '这把枪已经停用', next: '没有扣款。请换一把枪，或请加油员帮忙。' },
  'nozzle/no-price': {
    what: '这把枪现在没有价格，不能卖油',
    next: '没有扣款。请换一把枪，或请加油员帮忙。',
  },

  'profile/birthday-changed': ({ againMs }) => ({
    what: '生日一年只能改一次',
    next: `没有保存。${dayOf(againMs)} 起可以再改。`,
  }),
  'member/unknown': { what: '还没有登录', next: '没有扣款。请再试一次。' },
  'order/amount-out-of-range': ({ minFen, maxFen }) => ({
    what: `金额要在 ${formatYuan(minFen)} 到 ${formatYuan(maxFen)} 之间`,
    next: '没有扣款。请改一下金额。',
  }),
  'payee/no-account': ({ provider }) => ({
    what: `这里的收款方还不能用${PURSE_WORDS[provider]}收款`,
    next: '没有扣款。请换一个钱包打开，或到收银台付款。',
  }),
  'order/way-not-offered': {
    what: '这个油站不这样收款',
    next: '没有扣款。请换一种方式，或请加油员帮忙。',
  },
  'order/price-changed': ({ pumpPrice }) => ({
    what: `枪价刚刚变成 ${formatPrice(pumpPrice)} /L`,
    next: '没有扣款。请看清新的价格再付。',
  }),
  'order/too-many-unpaid': ({ max }) => ({
    what: `还有 ${max} 笔订单没有付款`,
    next: '没有扣款，也没有下单。请先到「订单」里付款或取消，再来加油。',
  }),
  'order/id-taken': { what: '订单号重复了', next: '没有扣款。请再按一次支付。' },
  'order/unknown': { what: '没有这笔订单', next: '这里没有扣款。您的订单都在「订单」里。' },
  'order/not-paid': {
    what: '这笔订单还没有付款，或已经结束',
    next: '没有改动。请让司机先付款，再核对。',
  },
  'trade/already-paid': {
    what: '这笔钱已经付了，不能取消',
    next: '没有再扣款。不想加油了请告诉加油员，会原路退回；充值没花的本金可以退。',
  },
  'trade/still-payable': {
    what: '这笔钱还可以付',
    next: '没有改动，也没有扣款。',
  },
  'payment/provider-unreachable': {
    what: '暂时连不上收款服务',
    next: '没有扣款。请再试一次，同一笔不会扣两次款。',
  },
  'payment/provider-refused': {
    what: '收款服务没有受理',
    next: '没有扣款。请再试一次，或换一个钱包付款。',
  },

  'order/already-confirmed': ({ by, atMs }) => ({
    what: `${by} 已在 ${timeOfDay(atMs)} 确认过这笔`,
    next: '没有重复记账。请不要再加油。',
  }),
  'order/own': {
    what: '这是您自己的订单',
    next: '没有改动。自己的车请同事来核对、更正或退款。',
  },
  'order/too-many-open': ({ maxCount }) => ({
    what: `您在这个站已有 ${maxCount} 笔付了款、还没核对的订单`,
    next: '没有扣款。请先让加油员核对，或请他退款，再下新的一笔。',
  }),
  'approval/needed': ({ backFen }) => ({
    what: `要退 ${formatYuan(backFen)}，一个人不能直接退`,
    next: '没有退款。先加后付的请按原金额确认，再点「更正」请站长同意。',
  }),
  'approval/unknown': { what: '没有这个请求', next: '没有退款。请刷新列表再看。' },
  'approval/settled': {
    what: '这个请求已经有人回答，或者过了时间',
    next: '没有再退款。还需要的话，请加油员重新申请。',
  },
  'approval/same-person': {
    what: '要由另一个人来同意',
    next: '没有退款。申请的人、确认的人和司机本人都不能同意。',
  },
  'order/reversed': {
    what: '这笔订单的钱已经在退',
    next: '没有确认。请不要加油，让司机重新付款。',
  },
  'order/dispensed-above-ordered': ({ orderedFen }) => ({
    what: `加油金额超过了下单的 ${formatYuan(orderedFen)}`,
    next: '没有确认，也没有多扣款。多加的部分请司机另付一笔。',
  }),
  'order/nothing-to-refund': {
    what: '这笔订单没有付款，没有可退的钱',
    next: '没有扣款。不想要了可以直接取消。',
  },
  'order/served': ({ by, atMs }) => ({
    what: `${by} 已在 ${timeOfDay(atMs)} 确认加油`,
    next: '没有退款。实际没加这么多的话，请在订单里点「没加这么多」。',
  }),
  'order/refund-declined': ({ by, max }) => ({
    what: `${by} 没有同意退款，已经申请过 ${max} 次`,
    next: '没有退款。请联系油站，或在「客服与帮助」里反映。',
  }),
  'order/no-refund-request': {
    what: '司机没有申请退款，或这笔已经结束',
    next: '没有改动。请刷新列表再看。',
  },
  'order/not-confirmed': { what: '这笔还没有确认过，不能更正', next: '没有改动。请先核对。' },
  'order/correction-not-lower': ({ dispensedFen }) => ({
    what: `更正后的金额要低于 ${formatYuan(dispensedFen)}`,
    next: '没有改动。多加的部分请司机另付一笔。',
  }),
  'order/correction-too-late': ({ untilMs }) => ({
    what: `更正只到 ${dayOf(untilMs)} ${timeOfDay(untilMs)}，已经过了`,
    next: '没有改动，也没有退款。请找站长处理。',
  }),

  'staff/not-staff': { what: '您不是在职的加油员', next: '没有改动。请找站长要一个新的邀请码。' },
  'staff/not-on-duty': {
    what: '您还没有上班，或者这一班已经结束',
    next: '没有改动。请先点「上班」；一班最长 16 小时。',
  },
  'staff/role-too-low': { what: '这件事要站长来做', next: '没有改动。请找站长。' },
  'staff/unknown': { what: '没有这个员工', next: '没有改动。请核对员工编号。' },
  'staff/other-station': { what: '您不在这个站工作', next: '没有改动。请选自己的油站。' },
  'staff/already-on-duty': {
    what: '您在另一个站还没有下班',
    next: '没有改动。请先在那边下班。',
  },
  'invitation/unknown': { what: '没有这个邀请码', next: '请对照站长给的 12 位码再输一次。' },
  'invitation/expired': { what: '邀请码过期了', next: '请找站长要一个新的。' },
  'invitation/used': { what: '邀请码已经用过了', next: '请找站长要一个新的。' },

  'passphrase/another-station': {
    what: '这是另一个油站的口令',
    next: '没有确认。请不要加油，让司机看一下是不是付错了站。',
  },
  'passphrase/another-hour': {
    what: '这个口令的时段已经过了',
    next: '没有确认。请司机连上网络刷新这一页；刷新不了就不要加油，可能是旧截图。',
  },
  'passphrase/another-nozzle': ({ nozzleNumber }) => ({
    what: `这是 ${nozzleNumber} 号枪的口令`,
    next: '没有确认。枪号错了的话，司机可以在自己手机上改。',
  }),
  'passphrase/another-amount': ({ amountFen }) => ({
    what: `这是另一笔 ${formatYuan(fen(amountFen))} 的口令`,
    next: '没有确认。请在列表里选这一笔再核对。',
  }),
  'passphrase/another-order': ({ tail }) => ({
    what: `这是尾号 ${tail} 的口令`,
    next: '没有确认。请在列表里选那一笔再核对。',
  }),
  'passphrase/stale': {
    what: '口令已经过期',
    next: '没有确认。请看司机手机上正在变的口令，截图无效。',
  },
  'passphrase/used': { what: '这个口令已经用过', next: '没有确认。请不要再加油。' },
  'passphrase/wrong': {
    what: '口令不对',
    next: '没有确认。请再看一遍六位数字；一直不对就不要加油。',
  },

  'sheet/implausible-prices': ({ leaps }) => ({
    what: `有 ${leaps.length} 个价格和现在差得太多`,
    next: '一行都没有导入。价格没有写错的话，请确认后再导入。',
  }),
  'sheet/bad-rows': ({ problems }) => ({
    what: `表格里有 ${problems.length} 处不对`,
    next: '一行都没有导入。请改好后重新导入。',
  }),
}
