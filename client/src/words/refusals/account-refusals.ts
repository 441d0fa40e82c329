import { formatYuan } from '@palm/shared/kernel/fen'
import { dayOf, timeToTheSecond } from '../times'
import type { RefusalWords } from './refusal-words'

const NOT_CHARGED = '没有扣款。'
const NOT_REFUNDED = '没有退，钱还在电子账户里。'
const NOT_REDEEMED = '充值未成功，卡仍可用。'
const NOT_SAVED = '规则没有保存，正在用的不受影响。'
const NOT_ISSUED = '一张卡也没有做。请改好再试。'

/** Messages about stored value: recharges, refunds, cards and their rules. */
export const ACCOUNT_REFUSALS = {
  'stored-value/frozen': {
    what: '电子账户已冻结',
    next: '没有扣款，里面的钱都在。挂失的在「账户安全」里解除，其他请联系客服。',
  },
  'password/needed': {
    what: '这一单需要支付密码',
    next: `${NOT_CHARGED}请再点一次付款，输入密码。`,
  },
  'password/not-set': { what: '还没有设置支付密码', next: '没有改动。请联系客服核实身份。' },
  'password/wrong': ({ triesLeft }) => ({
    what: '支付密码不对',
    next: `${NOT_CHARGED}今天还可以试 ${triesLeft} 次。`,
  }),
  'password/too-many-tries': {
    what: '今天输错的次数太多了',
    next: `${NOT_CHARGED}请明天再试，或联系客服重设密码。`,
  },
  'password/too-simple': {
    what: '这个密码太容易被猜到',
    next: '没有保存。请不要用相同或连续的数字。',
  },
  'stored-value/not-offered': {
    what: '现在不能充值',
    next: `${NOT_CHARGED}电子账户里的钱照样能用、能退。`,
  },
  'prepaid/above-cap': ({ maxFen, roomFen }) => ({
    what: `按规定，账户里最多放 ${formatYuan(maxFen)}，还能充 ${formatYuan(roomFen)}`,
    next: `${NOT_CHARGED}请改小金额，赠送的也算在里面。`,
  }),
  'prepaid/bank-transfer-needed': ({ fromFen }) => ({
    what: `按规定，一次充 ${formatYuan(fromFen)} 以上要用银行转账`,
    next: `${NOT_CHARGED}请改小金额，或到油站办理。`,
  }),
  'prepaid/real-name-needed': ({ fromFen }) => ({
    what: `按规定，一次充 ${formatYuan(fromFen)} 以上要实名登记`,
    next: `${NOT_CHARGED}请改小金额，或带身份证到油站办理。`,
  }),

  'recharge/no-amount': { what: '还未填写金额', next: `${NOT_CHARGED}最少 0.01 元。` },
  'recharge/too-many': ({ max }) => ({
    what: `还没结清的充值已经有 ${max} 笔`,
    next: `${NOT_CHARGED}请过些日子再充，或先用掉一些。`,
  }),
  'recharge/gift-changed': ({ giftFen }) => ({
    what:
      giftFen > 0 ? `充值优惠变了，现在送 ${formatYuan(giftFen)}` : '充值优惠变了，现在没有赠送',
    next: `${NOT_CHARGED}请看清新的优惠再充。`,
  }),
  'recharge/closed': { what: '这笔充值已经关闭', next: `${NOT_CHARGED}请重新充一笔。` },
  'recharge/requested-otherwise': {
    what: '这笔充值是另一个金额',
    next: `${NOT_CHARGED}请重新充一笔。`,
  },
  'recharge/id-taken': { what: '充值单号重复了', next: `${NOT_CHARGED}请再试一次。` },
  'recharge/unknown': { what: '没有这笔充值', next: '这里没有扣款。充过的都在「收支明细」里。' },
  'recharge/not-paid': { what: '这笔充值还没有付款', next: '没有钱可以退。' },
  'recharge/paid-by-card': {
    what: '充值卡充的不能退到钱包',
    next: `${NOT_REFUNDED}请到卖卡的地方办理。`,
  },
  'recharge/refund-period-over': ({ untilMs }) => ({
    what: `${dayOf(untilMs)}前可以退，已经过了`,
    next: NOT_REFUNDED,
  }),
  'recharge/above-left': ({ leftFen }) => ({
    what: `这笔充值的本金只剩 ${formatYuan(leftFen)}`,
    next: `${NOT_REFUNDED}请重新看一下能退多少。`,
  }),
  'recharge/gift-spent': ({ giftSpentFen }) => ({
    what: `花掉的赠送金 ${formatYuan(giftSpentFen)} 要扣回，比能退的还多`,
    next: NOT_REFUNDED,
  }),
  'recharge/coupons-spent': ({ spentFen }) => ({
    what: `送的钱和券已经用掉或送出 ${formatYuan(spentFen)}，要扣回，比能退的还多`,
    next: NOT_REFUNDED,
  }),
  'recharge/coupon-without-worth': {
    what: '送的一张不限金额的券已经用掉或送出，没法折价扣回',
    next: `${NOT_REFUNDED}请到油站办理。`,
  },
  'recharge/too-many-refunds': ({ max }) => ({
    what: `这笔充值已经退过 ${max} 次`,
    next: `${NOT_REFUNDED}还可以加油用掉，或到油站办理。`,
  }),
  'recharge/refund-too-soon': ({ againMs }) => ({
    what: '刚退过一次，一分钟后才能再退',
    next: `${NOT_REFUNDED}请在 ${timeToTheSecond(againMs)} 之后再试。`,
  }),
  'recharge/refund-too-small': ({ minFen }) => ({
    what: `一次最少退 ${formatYuan(minFen)}`,
    next: `${NOT_REFUNDED}不足这个数的请一次退完。`,
  }),
  'recharge/refunded-otherwise': {
    what: '这笔退款是另一个金额',
    next: '没有再退。请重新看一下能退多少。',
  },
  'recharge/refund-changed': ({ amountFen }) => ({
    what: `能退的变了，现在退 ${formatYuan(amountFen)}`,
    next: `${NOT_REFUNDED}请看清新的金额再退。`,
  }),

  'card/wrong-code': { what: '没有这个卡号', next: `${NOT_REDEEMED}请对照卡上的 16 位再输一遍。` },
  'card/voided': { what: '这张卡已经作废', next: `${NOT_REDEEMED}请拿着卡找卖卡的油站。` },
  'card-batch/id-taken': { what: '批次号重复了', next: NOT_ISSUED },
  'card-batch/told': { what: '这一批的卡号已经不能再看', next: NOT_ISSUED },
  'card-batch/unknown': { what: '没有这一批卡', next: '没有改动。请核对批次号。' },
  'card/used': { what: '这张卡已经用过', next: '没有再充。请看看「收支明细」里是不是充过。' },
  'card/expired': ({ atMs }) => ({
    what: `这张卡 ${dayOf(atMs)}过期了`,
    next: `${NOT_REDEEMED}请到卖卡的地方办理延期。`,
  }),
  'card/too-many-tries': ({ max }) => ({
    what: `今天输错了 ${max} 次`,
    next: `${NOT_REDEEMED}请明天再试，或带卡到油站。`,
  }),

  'stored-value-policy/refund-below-law': ({ days }) => ({
    what: `可退的天数不能少于 ${days} 天`,
    next: NOT_SAVED,
  }),
  'stored-value-policy/settled-too-soon': ({ days }) => ({
    what: `充值的明细至少要留 ${days} 天，订单退回来才有地方放`,
    next: NOT_SAVED,
  }),
  'stored-value-policy/limits-contradict': { what: '每单限额比每天的还高', next: NOT_SAVED },
  'recharge-offer/never-valid': { what: '结束时间不晚于开始时间', next: NOT_SAVED },
  'recharge-offer/no-tiers': { what: '没有写充多少送多少', next: NOT_SAVED },
  'recharge-offer/tiers-contradict': { what: '充得多反而送得少，或两档一样', next: NOT_SAVED },
  'recharge-offer/limits-contradict': { what: '每月的次数比总次数还多', next: NOT_SAVED },
  'recharge-offer/no-funder': { what: '没有写赠送由谁承担', next: NOT_SAVED },
  'recharge-card/above-cap': ({ maxFen }) => ({
    what: `按规定，不记名的卡最多 ${formatYuan(maxFen)}`,
    next: NOT_ISSUED,
  }),
  'recharge-card/expires-too-soon': ({ notBeforeMs }) => ({
    what: `按规定，卡至少要能用到 ${dayOf(notBeforeMs)}（三年后）`,
    next: NOT_ISSUED,
  }),
} satisfies Partial<RefusalWords>
