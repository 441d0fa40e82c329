import { join } from 'node:path'
import { argv, env, exit, stderr, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import type { IncidentListReply, IncidentView, TimerView } from '@palm/shared/api/console/incidents'
import type { ActionName, Sent } from '@palm/shared/api/actions'
import { OWNERS, type Owner } from '@palm/shared/incident/incident'
import { epochMs, formatChinaTime, MINUTE_MS } from '@palm/shared/kernel/instant'
import { PAYOUT_WAYS, type PayoutWay } from '@palm/shared/trade/refund'
import {
  callAsOperator,
  clockOf,
  NoTarget,
  operatorTarget,
  type OperatorTarget,
} from './operator/operator-client'
import { refusalLine } from './operator/refusal-line'
import { ROOT } from './root'

const USAGE = `用法：npm run incidents -- <命令>

  list [--owner finance|support|operations|engineering]   还没处理的异常单，最急的在前
  close <异常单> --note <怎么处理的>                        处理好了，关闭
  retry <异常单> --note <为什么>                           让支付渠道再退一次（同一个退款单号）
  pay-out <异常单> --how bank|cash --note <凭证>            已经用银行转账或现金退给付款人
  give-back <异常单> --note <为什么>                       付了款没加油的订单：全额退给司机，并关闭
  timer                                                  巡检最近一次的情况，哪里最晚
`

class Misused extends Error {}

void main().catch((error: unknown) => {
  if (error instanceof Misused) {
    stderr.write(error.message === '' ? USAGE : `${error.message}\n\n${USAGE}`)
    exit(2)
  }
  if (!(error instanceof NoTarget)) throw error
  stderr.write(`${error.message}\n`)
  exit(1)
})

async function main(): Promise<void> {
  const { positionals, values } = readArguments()
  const [command, incidentId] = positionals
  const target = operatorTarget(env, join(ROOT, '.palm'))
  if (command === 'list') return list(target, ownerOf(values.owner))
  if (command === 'timer') return showTimer(target)
  if (!incidentId || !values.note) throw new Misused('')
  const about = { incidentId, note: values.note }
  if (command === 'close') return settle(target, 'console.closeIncident', about)
  if (command === 'retry') return settle(target, 'console.retryRefund', about)
  if (command === 'give-back') return settle(target, 'console.giveBackUnserved', about)
  if (command !== 'pay-out') throw new Misused('')
  return settle(target, 'console.payOutRefund', { ...about, how: wayOf(values.how) })
}

function readArguments() {
  try {
    return parseArgs({
      args: argv.slice(2),
      allowPositionals: true,
      options: {
        owner: { type: 'string' },
        note: { type: 'string' },
        how: { type: 'string' },
      },
    })
  } catch (error) {
    throw new Misused(error instanceof Error ? error.message : '')
  }
}

function ownerOf(text: string | undefined): Owner | null {
  if (text === undefined) return null
  const owner = OWNERS.find((one) => one === text)
  if (!owner) throw new Misused(`没有这样的负责人：${text}`)
  return owner
}

function wayOf(text: string | undefined): PayoutWay {
  const how = PAYOUT_WAYS.find((one) => one === text)
  if (!how) throw new Misused('--how 只能是 bank（银行转账）或 cash（现金）')
  return how
}

async function list(target: OperatorTarget, owner: Owner | null): Promise<void> {
  const nowMs = await clockOf(target.origin)
  let [afterMs, count, late]: [number | null, number, number] = [null, 0, 0]
  do {
    const reply: IncidentListReply = await ask(target, 'console.incidents', { owner, afterMs })
    for (const incident of reply.incidents) {
      stdout.write(`${lineOf(incident, nowMs)}\n`)
      count++
      if (incident.deadlineAtMs < nowMs) late++
    }
    afterMs = reply.nextAfterMs
  } while (afterMs !== null)
  stdout.write(`${count} 个没有处理，其中 ${late} 个过了期限\n`)
}

function lineOf({ code, deadlineAtMs, details, incidentId, owner }: IncidentView, nowMs: number) {
  const until = formatChinaTime(epochMs(deadlineAtMs)).slice(0, 16).replace('T', ' ')
  const facts = Object.entries(details).map(([name, value]) => `${name}=${value}`)
  const isLate = deadlineAtMs < nowMs ? '（过期）' : ''
  return `${until}${isLate}  ${owner}  ${code}\n  ${incidentId}\n  ${facts.join('  ')}`
}

async function settle<
  Name extends
    | 'console.closeIncident'
    | 'console.retryRefund'
    | 'console.payOutRefund'
    | 'console.giveBackUnserved',
>(target: OperatorTarget, action: Name, request: Sent<Name>): Promise<void> {
  const { closed, incidentId } = await ask(target, action, request)
  stdout.write(`${incidentId}\n已关闭：${closed?.note ?? ''}\n`)
}

async function showTimer(target: OperatorTarget): Promise<void> {
  const { atMs, lanes, tookMs } = await ask(target, 'console.timer', {})
  if (atMs === null) {
    stdout.write('巡检还没有运行过\n')
    return
  }
  stdout.write(`${formatChinaTime(epochMs(atMs))}，用了 ${tookMs} ms\n`)
  for (const lane of lanes) stdout.write(`${laneLine(lane)}\n`)
  const oldest = Math.max(0, ...lanes.map(({ oldestLateMs }) => oldestLateMs))
  stdout.write(`最晚的一件晚了 ${Math.round(oldest / MINUTE_MS)} 分钟\n`)
}

function laneLine({ failed, finished, lane, looked, oldestLateMs }: TimerView['lanes'][number]) {
  const late = Math.round(oldestLateMs / MINUTE_MS)
  const rest = finished ? '' : '，没有做完'
  return `  ${lane.padEnd(24)} 看了 ${looked}，没成 ${failed}，最晚 ${late} 分钟${rest}`
}

/** Returns the reply, or exits with the refusal. */
async function ask<Name extends ActionName>(
  target: OperatorTarget,
  action: Name,
  request: Sent<Name>,
) {
  const answer = await callAsOperator(target, action, request)
  if (answer.ok) return answer.reply
  stderr.write(`${refusalLine(answer)}\n`)
  exit(1)
}
