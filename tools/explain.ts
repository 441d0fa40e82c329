import { join } from 'node:path'
import { argv, env, exit, stderr, stdout } from 'node:process'
import type { ExplanationView } from '@palm/shared/api/console/orders'
import type { SavingView, TendersView } from '@palm/shared/api/order'
import type { Came, EntryChannel, Touch } from '@palm/shared/order/entry/channel'
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
  const { accounts, came, doubts, order, quotedAgainFen, rules, settledAgainFen } = explanation
  const { confirmation } = order
  return [
    `${order.stationName} ${order.nozzleNumber} 号枪 ${order.gradeName}`,
    `下单 ${formatChinaTime(epochMs(order.createdAtMs))}，状态 ${order.status}`,
    ...cameLines(came),
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

/** How the driver came, by their phone, and who had brought them in the 30 days before. */
function cameLines(came: Came | null): string[] {
  if (!came) return ['进入方式没有记下来']
  const { by, touches } = came
  const brought = touches
    ? [
        `30 天内最先来自${touchWords(touches.first)}，最近来自${touchWords(touches.last)}（手机所报，结算推广费前要核对）`,
      ]
    : []
  return [`进入方式 ${channelWords(by)}`, ...brought]
}

const touchWords = ({ atMs, channel }: Touch) =>
  `${channelWords(channel)}（${formatChinaTime(epochMs(atMs))}）`

function channelWords(channel: EntryChannel): string {
  switch (channel.kind) {
    case 'agent-code':
      return `推广码 ${channel.agentId}`
    case 'share':
      return channel.memberId ? `会员 ${channel.memberId} 的分享` : '会员的分享'
    default:
      return CHANNELS[channel.kind]
  }
}

const CHANNELS = {
  'nozzle-code': '扫油枪码',
  'station-code': '扫油站码',
  'life-account': '生活号菜单',
  'fuel-service': '加油服务',
  message: '服务通知',
  home: '自己打开',
} as const

const linesOf = (lines: readonly SavingView[]): string[] =>
  lines.map(
    ({ amountFen, givenBy, title }) => `  −${yuan(amountFen)} ${title}（${givenBy.join('、')}）`,
  )

const paidBy = ({ points, pointsFen, storedValueFen, walletFen }: TendersView): string =>
  `  ${points} 积分 ${yuan(pointsFen)}，电子账户 ${yuan(storedValueFen)}，钱包 ${yuan(walletFen)}`

const yuan = (amount: number | null): string => (amount === null ? '—' : formatYuan(fen(amount)))
