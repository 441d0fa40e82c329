import { formatYuan } from '@palm/shared/kernel/fen'
import { dayOf } from '../times'
import type { RefusalWords } from './refusal-words'

const NOT_CHARGED = '没有扣款。'
const PICK_AGAIN = `${NOT_CHARGED}请重新选券，或用系统选好的最省方案。`
const NOT_GIVEN = '没有送出，券还在原处。'
const NOT_SAVED = '规则没有保存，正在用的不受影响。'

/** Messages about coupons, prices and their rules. */
export const BENEFIT_REFUSALS = {
  'order/quote-changed': ({ payableFen }) => ({
    what: `价格、余额或积分有变化，现在一共 ${formatYuan(payableFen)}`,
    next: '没有扣款。请看清新的金额再付。',
  }),

  'order/corrected-too-often': ({ max }) => ({
    what: `这一单已经更正了 ${max} 次`,
    next: '没有改动，也没有再退款。请联系站长处理。',
  }),
  'order/benefit-not-for-fuel': {
    what: '这一单用的优惠不能用在那个油品上',
    next: '没有换枪，也没有再扣款。请加油员退单，原路退回后重新下单。',
  },
  'order/fuel-costs-more': ({ payableFen }) => ({
    what: `换成那个油品要 ${formatYuan(payableFen)}，比已付的多`,
    next: '没有换枪，也没有再扣款。请加油员退单，原路退回后重新下单。',
  }),

  'plan/unknown-coupon': { what: '有一张券已经不能用了', next: PICK_AGAIN },
  'plan/same-group': { what: '同类的券一次只能用一张', next: PICK_AGAIN },
  'plan/goes-alone': { what: '有一张券不能和别的券同用', next: PICK_AGAIN },
  'plan/too-many-coupons': ({ max }) => ({ what: `一单最多用 ${max} 张券`, next: PICK_AGAIN }),
  'plan/coupon-takes-nothing-off': { what: '这样选，有的券减不了钱', next: PICK_AGAIN },

  'benefit/expired': { what: '这张券已经过期', next: PICK_AGAIN },
  'benefit/not-yet-valid': ({ fromMs }) => ({
    what: `这张券 ${dayOf(fromMs)} 起才能用`,
    next: PICK_AGAIN,
  }),
  'benefit/other-station': { what: '这张券不能在这个站用', next: PICK_AGAIN },
  'benefit/other-grade': { what: '这张券不能用在这个油品上', next: PICK_AGAIN },
  'benefit/other-day': { what: '这张券今天不能用', next: PICK_AGAIN },
  'benefit/other-hour': { what: '这张券这个时段不能用', next: PICK_AGAIN },
  'benefit/below-minimum': ({ minimumFen }) => ({
    what: `这张券满 ${formatYuan(minimumFen)} 可用`,
    next: PICK_AGAIN,
  }),

  'member/full': {
    what: '您名下的券、合约和充值太多，放不下了',
    next: '没有改动，也没有扣款。请先用掉或结束一些。',
  },
  'coupon/not-offered': { what: '这张券已经下架', next: '没有领到。请看看别的券。' },
  'coupon/id-taken': { what: '券的编号重复了', next: '没有领到。请再点一次。' },
  'coupon/claimed-before': {
    what: '这张券您已经领过，又送出或用掉了',
    next: '没有再领一张。要领别的请重新点一次。',
  },
  'coupon/too-many-kinds': ({ max }) => ({
    what: `一个人最多领 ${max} 种券`,
    next: '没有领到。券包里的还可以用。',
  }),
  'coupon/claim-over': { what: '领取时间已经过了', next: '没有领到。请看看别的券。' },
  'coupon/sold-out': { what: '这张券已经领完', next: '没有领到。请看看别的券。' },
  'coupon/member-limit': ({ max }) => ({
    what: `每人最多领 ${max} 张，您已经领过`,
    next: '没有再领一张。领到的在「我的券」里。',
  }),
  'coupon/day-limit': ({ max }) => ({
    what: `今天已经领了 ${max} 张`,
    next: '没有领到。明天可以再来。',
  }),
  'coupon/pocket-full': ({ max }) => ({
    what: `券包里已经有 ${max} 张券`,
    next: '没有领到。请先用掉一些。',
  }),

  'coupon/unknown': { what: '券包里没有这张券', next: NOT_GIVEN },
  'coupon/expired': { what: '这张券已经过期', next: NOT_GIVEN },
  'coupon/in-use': { what: '这张券已经用在订单里', next: NOT_GIVEN },
  'coupon/not-transferable': { what: '这张券不能转赠', next: NOT_GIVEN },
  'coupon/offered': { what: '这张券正在转赠', next: '没有再送一次。要换个人送，请先收回。' },
  'coupon/offered-too-often': ({ max }) => ({
    what: `一张券最多转赠 ${max} 次`,
    next: `${NOT_GIVEN}您可以自己用。`,
  }),
  'transfer/unknown': { what: '没有找到这张券', next: '没有收到。请让朋友再发一次。' },
  'transfer/own': {
    what: '这是您自己送出的券',
    next: '没有改动。不想送了可以在「我的券」里收回。',
  },
  'transfer/taken': { what: '这张券已经被人收下', next: '没有改动。先到的人得到它。' },
  'transfer/taken-back': { what: '送券的人已经收回', next: '没有收到。领券中心里还有别的券。' },
  'transfer/over': { what: '这张券没有及时收下', next: '没有收到。它已经回到送券的人那里。' },

  'points-policy/no-rate': { what: '没有写多少钱积一分', next: NOT_SAVED },
  'points-policy/no-lifetime': { what: '积分一到手就过期', next: NOT_SAVED },
  'points-policy/no-block': { what: '抵现的一份积分是零', next: NOT_SAVED },
  'points-policy/worth-above-spending': { what: '积分抵的钱比花的还多', next: NOT_SAVED },
  'points-policy/settled-too-soon': ({ days }) => ({
    what: `订单确认后 ${days} 天内还能更正，得的积分要留到那时`,
    next: NOT_SAVED,
  }),
  'points-policy/multiplier-not-whole': ({ id }) => ({
    what: `倍数 ${id} 写得不对`,
    next: NOT_SAVED,
  }),
  'level-policy/no-window': { what: '成长值的天数是零', next: NOT_SAVED },
  'level-policy/window-too-long': ({ days }) => ({
    what: `成长值最多看 ${days} 天`,
    next: NOT_SAVED,
  }),
  'level-policy/nobody-starts': { what: '最低的等级要从零开始', next: NOT_SAVED },
  'level-policy/levels-contradict': { what: '等级的门槛没有一级比一级高', next: NOT_SAVED },
  'level-policy/bands-contradict': { what: '消费类型的门槛互相矛盾', next: NOT_SAVED },
  'level-policy/no-birthday': { what: '有生日礼，却没有能领的日子', next: NOT_SAVED },

  'rule/never-valid': { what: '结束时间不晚于开始时间', next: NOT_SAVED },
  'rule/empty-list': { what: '油站、油品或时间选了「仅限」，但一个都没选', next: NOT_SAVED },
  'rule/bad-hours': { what: '时段写反了，或者超过了 24 点', next: NOT_SAVED },
  'rule/no-day-left': { what: '能用的日子全都被排除了', next: NOT_SAVED },
  'rule/takes-nothing-off': { what: '这条规则一分钱也不减', next: NOT_SAVED },
  'rule/above-minimum': ({ minimumFen, reductionFen }) => ({
    what: `减 ${formatYuan(reductionFen)}，却只要满 ${formatYuan(minimumFen)}`,
    next: NOT_SAVED,
  }),
  'rule/budget-without-bound': { what: '有预算，却没有每张最多减多少', next: NOT_SAVED },
  'rule/too-large': ({ bytes, maxBytes }) => ({
    what: `这条规则太长：${bytes} 字节，最多 ${maxBytes}`,
    next: `${NOT_SAVED}请少列些油站或日子，或拆成几条。`,
  }),
  'rule/too-many-announced': ({ max }) => ({
    what: `已经有 ${max} 版规则等着生效`,
    next: `${NOT_SAVED}等其中一版生效，或改用同一天的那一版。`,
  }),
  'rule/no-funder': { what: '没有写由谁承担', next: NOT_SAVED },
  'rule/for-nobody': ({ id }) => ({ what: `${id} 没有写给谁用`, next: NOT_SAVED }),
  'rule/same-id': ({ id }) => ({ what: `编号 ${id} 用了两次`, next: NOT_SAVED }),
} satisfies Partial<RefusalWords>
