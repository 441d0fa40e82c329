import { join } from 'node:path'
import { argv, env, exit, stderr, stdout } from 'node:process'
import type { ExplanationView } from '@palm/shared/api/console/orders'
import type { SavingView, TendersView } from '@palm/shared/api/order'
import { fen, formatYuan } from '@palm/shared/kernel/fen'
import { formatChinaTime, epochMs } from '@palm/shared/kernel/instant'
import { orderIdOf } from '@palm/client/words/order/order-number'
import { callAsOperator, NoTarget, operatorTarget } from './operator/operator-client'
import { refusalLine } from './operator/refusal-line'
import { ROOT } from './root'

/** `npm run explain -- ORDER`: an order's figures, recomputed; exits with 1 if they differ. */
void main(argv[2])

async function main(orderId: string | undefined): Promise<void> {
  try {
    exit(orderId === undefined ? usage() : await explain(orderId))
  } catch (error) {
    if (!(error instanceof NoTarget)) throw error
    stderr.write(`${error.message}\n`)
    exit(1)
  }
}

function usage(): number {
  stderr.write('用法：npm run explain -- 订单号\n')
  return 2
}

async function explain(orderId: string): Promise<number> {
  const target = operatorTarget(env, join(ROOT, '.palm'))
  const order = { orderId: orderIdOf(orderId) }
  const answer = await callAsOperator(target, 'console.explainOrder', order)
  if (!answer.ok) {
    stderr.write(`没有解释 ${orderId}：${refusalLine(answer)}\n`)
    return 1
  }
  stdout.write(`${wordsOf(answer.reply).join('\n')}\n`)
  return answer.reply.doubts.length === 0 ? 0 : 1
}

function wordsOf(explanation: ExplanationView): readonly string[] {
  const { accounts, doubts, order, quotedAgainFen, rules, settledAgainFen } = explanation
  const { confirmation } = order
  return [
    `${order.stationName} ${order.nozzleNumber} 号枪 ${order.gradeName}`,
    `下单 ${formatChinaTime(epochMs(order.createdAtMs))}，状态 ${order.status}`,
    rules
      ? `当时的规则是第 ${rules.version} 版，${formatChinaTime(epochMs(rules.savedAtMs))} 保存`
      : '当时的规则没有存档，按订单自己留的依据重算',
    `枪显 ${yuan(order.amountFen)}，枪价 ${yuan(order.pumpPriceFen)} /L`,
    ...linesOf(order.lines),
    `应付 ${yuan(order.payableFen)}，重算 ${yuan(quotedAgainFen)}`,
    paidBy(order.tenders),
    ...(confirmation
      ? [
          `实加 ${yuan(confirmation.dispensedFen)}`,
          ...linesOf(confirmation.lines),
          `实付 ${yuan(confirmation.payableFen)}，重算 ${yuan(settledAgainFen)}`,
          paidBy(confirmation.tenders),
        ]
      : []),
    ...accounts.map(({ account, amountFen }) => `  ${account}  ${yuan(amountFen)}`),
    doubts.length === 0 ? '每一分都对得上' : `对不上：${doubts.join('、')}`,
  ]
}

const linesOf = (lines: readonly SavingView[]): string[] =>
  lines.map(
    ({ amountFen, givenBy, title }) => `  −${yuan(amountFen)} ${title}（${givenBy.join('、')}）`,
  )

const paidBy = ({ points, pointsFen, storedValueFen, walletFen }: TendersView): string =>
  `  ${points} 积分 ${yuan(pointsFen)}，电子账户 ${yuan(storedValueFen)}，钱包 ${yuan(walletFen)}`

const yuan = (amount: number | null): string => (amount === null ? '—' : formatYuan(fen(amount)))
