import type { Coupon } from '@palm/shared/coupon/coupon'
import type { ContractStatus } from '@palm/shared/contract/contract'
import { type Fen, fen } from '@palm/shared/kernel/fen'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Member, SaidBirthday } from '@palm/shared/member/member'
import type { Mailbox } from '@palm/shared/message/mailbox'
import { TOPICS } from '@palm/shared/message/topic'
import { GRADES } from '@palm/shared/station/grade'
import { hasMoney, type RechargeStatus } from '@palm/shared/stored-value/recharge/recharge'
import type { Provider } from '@palm/shared/trade/fact'
import { type Cell, litres, orderNumber, type Sheet, time, yuan } from '../../flows/sheets/cell'
import { topicWords } from './messages'

/** The member's own document, in sheets. */
export const memberSheets = (
  member: Member,
  number: string | null,
  boxes: readonly Mailbox[],
): readonly Sheet[] => [
  profileSheet(member, number),
  vehicleSheet(member),
  couponSheet(member.pocket.coupons),
  contractSheet(member),
  rechargeSheet(member),
  consentSheet(boxes),
]

const WALLETS: Readonly<Record<Provider, string>> = { wechat: '微信', alipay: '支付宝' }

function profileSheet(member: Member, number: string | null): Sheet {
  const { identity, joined, phone, profile, storedValue } = member
  const { freeFen, passwordHash, perDayFen } = storedValue.guard
  const rows: Cell[][] = [
    ['加入时间', time(member.joinedAtMs)],
    [
      '钱包',
      [identity, joined?.identity]
        .flatMap((one) => one ?? [])
        .map(walletOf)
        .join('、'),
    ],
    ['称呼', profile?.nickname ?? ''],
    ['生日', birthdayWords(profile?.birthday ?? null)],
    ['手机号', number ?? ''],
    ['手机号绑定时间', phone ? time(phone.boundAtMs) : ''],
    ...(joined ? [['两个钱包合并时间', time(joined.atMs)]] : []),
    ['支付密码', passwordHash === null ? '没有设置' : '已设置（不保存密码本身）'],
    ['免密额度（元）', yuan(freeFen)],
    ['每日限额（元）', limitOf(perDayFen)],
  ]
  return { name: '个人资料', headings: ['项目', '内容'], rows }
}

const walletOf = ({ provider }: { readonly provider: Provider }) => WALLETS[provider]

const limitOf = (amountFen: Fen | null): Cell => (amountFen === null ? '' : yuan(amountFen))

const birthdayWords = (said: SaidBirthday | null): string =>
  said?.on ? `${said.on.month} 月 ${said.on.day} 日` : ''

const vehicleSheet = ({ profile }: Member): Sheet => ({
  name: '车辆',
  headings: ['车牌', '常加油品', '油箱（升）'],
  rows: (profile?.vehicles ?? []).map(({ gradeId, plate, tankMl }) => [
    plate ?? '',
    gradeId === null ? '' : GRADES[gradeId].name,
    tankMl === null ? '' : litres(tankMl),
  ]),
})

const couponSheet = (coupons: readonly Coupon[]): Sheet => ({
  name: '优惠券',
  headings: ['领取时间', '名称', '状态', '到期时间', '券号'],
  rows: coupons.map(({ condition, id, issuedAtMs, state, title }) => [
    time(issuedAtMs),
    title,
    COUPON_STATES[state.at],
    condition.toMs === null ? '' : time(condition.toMs),
    orderNumber(id),
  ]),
})

const COUPON_STATES: Readonly<Record<Coupon['state']['at'], string>> = {
  free: '可用',
  held: '被订单占用',
  used: '已用',
  offered: '转赠中',
  withdrawn: '已收回',
}

const contractSheet = ({ contracts }: Member): Sheet => ({
  name: '合约',
  headings: ['名称', '状态', '签约时间', '开始', '结束', '合约号'],
  rows: contracts.map(({ id, state, terms }) => {
    const times =
      'signing' in state
        ? [state.signing.signedAtMs, state.fromMs, state.toMs].map((atMs: EpochMs) => time(atMs))
        : ['', '', '']
    return [terms.title, CONTRACT_STATES[state.status], ...times, orderNumber(id)]
  }),
})

const CONTRACT_STATES: Readonly<Record<ContractStatus, string>> = {
  offered: '未签',
  'cooling-off': '冷静期',
  active: '进行中',
  fulfilled: '已达成',
  broken: '未达成',
  cancelled: '已取消',
}

const rechargeSheet = ({ storedValue }: Member): Sheet => ({
  name: '充值',
  headings: ['时间', '方式', '金额（元）', '状态', '剩余本金（元）', '剩余赠送（元）', '充值单号'],
  rows: storedValue.recharges.map((recharge) => {
    const left = hasMoney(recharge) ? recharge.state.left : null
    return [
      time(recharge.requestedAtMs),
      recharge.source.kind === 'card' ? '充值卡' : '钱包付款',
      yuan(recharge.amountFen),
      RECHARGE_STATES[recharge.state.status],
      yuan(left?.principalFen ?? fen(0)),
      yuan(left?.giftFen ?? fen(0)),
      orderNumber(recharge.id),
    ]
  }),
})

const RECHARGE_STATES: Readonly<Record<RechargeStatus, string>> = {
  requested: '待付款',
  closed: '已关闭',
  paid: '已到账',
  refunded: '已退回',
}

const consentSheet = (boxes: readonly Mailbox[]): Sheet => ({
  name: '消息同意',
  headings: ['类别', '还可以发几条'],
  rows: TOPICS.flatMap((topic): Cell[][] => {
    const count = boxes.reduce((sum, { consents }) => sum + consents[topic], 0)
    return count === 0 ? [] : [[topicWords(topic), count]]
  }),
})
