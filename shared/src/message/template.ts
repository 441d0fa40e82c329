import { formatYuan, fen } from '../kernel/fen'
import { ok, refuse, type Result } from '../kernel/result'
import { formatLitres, millilitre } from '../kernel/volume'
import type {
  CouponsExpiring,
  MessageFacts,
  OrderDone,
  OrderPaid,
  OrderWaiting,
  PointsExpiring,
  RechargeArrived,
  RefundArrived,
} from './facts'
import type { Message } from './message'
import { fieldKindOf, formatField, type MessageValue } from './value'

/**
 * What a template may show of a message. Every message has title, hint and time; the others belong to
 * some kinds only.
 */
export const VALUE_NAMES = ['title', 'hint', 'time', 'subject', 'amount', 'volume'] as const
export type ValueName = (typeof VALUE_NAMES)[number]

/** A template as the operator has chosen it in the wallet's console. */
export interface MessageTemplate {
  readonly id: string
  /** Field of the template, `thing1`, `amount2`, `keyword3` → what it shows. */
  readonly fields: Readonly<Record<string, ValueName>>
}

/** The template shows a field that is of no kind, or a value that does not fit. */
export interface TemplateFlaw {
  readonly code: 'message/template-flaw'
  readonly field: string
}

/** Values of a template's fields for one message. */
export function templateValues(
  { fields }: MessageTemplate,
  message: Pick<Message, 'atMs' | 'facts'>,
): Result<Readonly<Record<string, string>>, TemplateFlaw> {
  const known = valuesOf(message)
  const values: Record<string, string> = {}
  for (const [field, name] of Object.entries(fields)) {
    const [kind, value] = [fieldKindOf(field), known[name]]
    const text = kind && value ? formatField(kind, value) : null
    if (text === null) return refuse({ code: 'message/template-flaw', field })
    values[field] = text
  }
  return ok(values)
}

type Values = Readonly<Partial<Record<ValueName, MessageValue>>>

const text = (words: string): MessageValue => ({ is: 'text', text: words })

/** Values of a message, in the words of the wallet's service messages. */
export function valuesOf({ atMs, facts }: Pick<Message, 'atMs' | 'facts'>): Values {
  const time: MessageValue = { is: 'instant', atMs }
  return { time, ...ownValues(facts) }
}

function ownValues(facts: MessageFacts): Values {
  switch (facts.kind) {
    case 'order-paid':
    case 'order-waiting':
    case 'order-done':
      return orderValues(facts)
    case 'refund-arrived':
    case 'recharge-arrived':
      return moneyValues(facts)
    case 'coupons-expiring':
    case 'points-expiring':
      return expiryValues(facts)
    case 'contract-behind':
      return {
        title: text('合约进度落后了'),
        hint: text(`还差 ${amountWords(facts.unit, facts.left)}`),
        subject: text(facts.title),
        time: { is: 'instant', atMs: facts.toMs },
      }
    case 'contract-fulfilled':
      return {
        title: text('合约已经加够'),
        hint: text('谢谢您守约，点开看合约'),
        subject: text(facts.title),
      }
    case 'contract-broken':
      return {
        title: text('合约没有加够'),
        hint: text(`还差 ${amountWords(facts.unit, facts.left)}`),
        subject: text(facts.title),
      }
    case 'invoice-issued':
      return {
        title: text('电子发票已开好'),
        hint: text('点开看发票和下载'),
        subject: text('油费电子发票'),
        amount: { is: 'fen', amountFen: facts.amountFen },
      }
    case 'duty-long':
    case 'duty-ending':
      return {
        title: text(facts.kind === 'duty-long' ? '当班满 8 小时' : '一小时后自动下班'),
        hint: text('点开交接班'),
        subject: text('当班提醒'),
      }
  }
}

function orderValues(facts: OrderPaid | OrderWaiting | OrderDone): Values {
  const subject = text(facts.stationName)
  const amount: MessageValue = { is: 'fen', amountFen: facts.paidFen }
  if (facts.kind !== 'order-done') {
    const title = text(facts.kind === 'order-paid' ? '已付款，待加油' : '付了款，还没加油')
    return { title, hint: text('请给加油员看动态口令'), subject, amount }
  }
  const { gradeName, savedFen, volumeMl } = facts
  return {
    title: text('加油完成'),
    hint: text(savedFen > 0 ? `比枪价省 ${formatYuan(savedFen)}` : '点开看订单和明细'),
    subject,
    amount,
    volume: text(`${gradeName} ${formatLitres(volumeMl)}`),
  }
}

function moneyValues(facts: RefundArrived | RechargeArrived): Values {
  const amount: MessageValue = { is: 'fen', amountFen: facts.amountFen }
  if (facts.kind === 'refund-arrived') {
    const subject = text(facts.stationName ?? '电子账户')
    return { title: text('退款到账'), hint: text('点开看退款明细'), subject, amount }
  }
  const { giftFen } = facts
  const hint = giftFen > 0 ? `另外赠送 ${formatYuan(giftFen)}` : '点开看电子账户余额'
  return { title: text('充值到账'), hint: text(hint), subject: text('电子账户'), amount }
}

function expiryValues(facts: CouponsExpiring | PointsExpiring): Values {
  const time: MessageValue = { is: 'instant', atMs: facts.expiresAtMs }
  if (facts.kind === 'points-expiring') {
    const subject = text(`${facts.points} 积分`)
    return { title: text('积分快到期'), hint: text('加油时可以抵油费'), subject, time }
  }
  const subject = text(facts.count === 1 ? facts.title : `${facts.count} 张优惠券`)
  return { title: text('优惠券快到期'), hint: text('到期作废，点开看怎么用'), subject, time }
}

const amountWords = (unit: 'fen' | 'ml', amount: number): string =>
  unit === 'fen' ? formatYuan(fen(amount)) : formatLitres(millilitre(amount))
