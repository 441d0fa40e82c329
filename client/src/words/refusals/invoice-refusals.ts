import { formatYuan } from '@palm/shared/kernel/fen'
import type { RefusalWords } from './refusal-words'

const UNSENT = '没有提交开票申请。'

/** Messages about invoices and their titles. */
export const INVOICE_REFUSALS = {
  'invoice/unknown': { what: '没有这张发票', next: '请到「我的」→「发票」里看。' },
  'invoice/not-served': {
    what: '有订单还没有加完油',
    next: `${UNSENT}加油员确认后，金额定下来才能开。`,
  },
  'invoice/already': { what: '这一笔已经申请过发票', next: '请到「我的」→「发票」里看进度。' },
  'invoice/nothing-left': {
    what: '这一笔没有可以开票的金额',
    next: '积分、赠送金、优惠券抵掉的部分，和已经退款、已经随充值开过票的部分，不开发票。',
  },
  'invoice/fuel-invoiced': {
    what: '用这笔充值加的油已经开过发票',
    next: `${UNSENT}充值和用它加的油，只能开一次。`,
  },
  'invoice/several-payees': {
    what: '选了不同公司收款的订单',
    next: `${UNSENT}一张发票只能开同一家公司的，请分开申请。`,
  },
  'invoice/too-many-orders': ({ max }) => ({
    what: `一张发票最多开 ${max} 笔订单`,
    next: `${UNSENT}请少选几笔，分开申请。`,
  }),
  'invoice/not-offered': {
    what: '这家公司还不能在这里开发票',
    next: `${UNSENT}请带订单号向油站要发票。`,
  },
  'invoice/other-wallet': {
    what: '这家公司只能给微信支付的部分开发票',
    next: `${UNSENT}请带订单号向油站要发票。`,
  },
  'invoice/amount-changed': ({ amountFen }) => ({
    what: `可以开票的金额现在是 ${formatYuan(amountFen)}`,
    next: `${UNSENT}请核对后再申请。`,
  }),
  'invoice/not-failed': { what: '这张发票不用重新申请', next: '请刷新看最新进度。' },
  'invoice/too-many-attempts': ({ max }) => ({
    what: `已经申请了 ${max} 次`,
    next: `${UNSENT}请在「客服与帮助」里告诉我们。`,
  }),
  'invoice/no-file': { what: '这张发票还没有文件', next: '开好以后才能打开。' },
  'invoice/issuer-unreachable': { what: '暂时取不到发票文件', next: '发票没有变。请稍后再试。' },
  'title/unknown': { what: '没有这个抬头', next: `${UNSENT}请重新选一个抬头。` },
  'title/tax-number-wrong': {
    what: '税号不对',
    next: '没有保存。请对照营业执照上的统一社会信用代码，一般是 18 位。',
  },
  'title/too-many': ({ max }) => ({
    what: `最多存 ${max} 个抬头`,
    next: '没有保存。请先删掉不用的。',
  }),
} satisfies Partial<RefusalWords>
