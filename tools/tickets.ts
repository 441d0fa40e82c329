import { join } from 'node:path'
import { argv, env, exit, stderr, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { orderNumber } from '@palm/client/words/order/order-number'
import { aboutWords, claimWords, TICKET_WORDS } from '@palm/client/words/tickets'
import type { ActionName, Reply, Sent } from '@palm/shared/api/actions'
import type { TicketView } from '@palm/shared/api/ticket'
import { epochMs, formatChinaTime } from '@palm/shared/kernel/instant'
import {
  callAsOperator,
  clockOf,
  NoTarget,
  operatorTarget,
  type OperatorTarget,
} from './operator/operator-client'
import { refusalLine } from './operator/refusal-line'
import { ROOT } from './root'

const USAGE = `用法：npm run tickets -- <命令>

  list                                  还没答复的问题，最急的在前
  answer <问题> --text <答复>            答复司机，他会看到您的名字
  service [--phone 电话|无] [--hours 服务时间] [--end-after 小时] [--remind-before 小时]
                                        客服电话；付了款没加油的订单多久自动退款、提前多久提醒
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
  const [command, ticketId] = positionals
  const target = operatorTarget(env, join(ROOT, '.palm'))
  if (command === 'list') return list(target)
  if (command === 'service') return saveService(target, values)
  if (command !== 'answer' || !ticketId || !values.text) throw new Misused('')
  const answered = await ask(target, 'console.answerTicket', { ticketId, text: values.text })
  stdout.write(`${answered.ticketId}\n已答复：${answered.said.at(-1)?.text ?? ''}\n`)
}

function readArguments() {
  try {
    return parseArgs({
      args: argv.slice(2),
      allowPositionals: true,
      options: {
        text: { type: 'string' },
        phone: { type: 'string' },
        hours: { type: 'string' },
        'end-after': { type: 'string' },
        'remind-before': { type: 'string' },
      },
    })
  } catch (error) {
    throw new Misused(error instanceof Error ? error.message : '')
  }
}

async function list(target: OperatorTarget): Promise<void> {
  const nowMs = await clockOf(target.origin)
  let [afterMs, count, late]: [number | null, number, number] = [null, 0, 0]
  do {
    const reply: Reply<'console.tickets'> = await ask(target, 'console.tickets', { afterMs })
    for (const ticket of reply.tickets) {
      stdout.write(`${linesOf(ticket, nowMs)}\n`)
      count++
      if (isLate(ticket, nowMs)) late++
    }
    afterMs = reply.nextAfterMs
  } while (afterMs !== null)
  stdout.write(`${count} 个没有答复，其中 ${late} 个过了期限\n`)
}

const isLate = ({ answerByMs }: TicketView, nowMs: number): boolean =>
  answerByMs !== null && answerByMs < nowMs

/** With what it takes to look at the order, and to correct it. */
function linesOf(ticket: TicketView, nowMs: number): string {
  const { about, answerByMs, kind, said, ticketId } = ticket
  const until = answerByMs === null ? '' : minuteOf(answerByMs)
  const order = about && [aboutWords(ticket), `订单号 ${orderNumber(about.orderId)}`]
  const hint =
    kind === 'less-dispensed' ? '油站在「刚处理」里点「更正」退差额（确认后三天内），再答复' : null
  return [
    `${until}${isLate(ticket, nowMs) ? '（过期）' : ''}  ${TICKET_WORDS[kind]}`,
    `  ${ticketId}`,
    ...(order ?? []).map((line) => `  ${line}`),
    ...[claimWords(ticket), hint].flatMap((line) => (line ? [`  ${line}`] : [])),
    ...said.map(({ by, name, text }) => `  ${by === 'driver' ? '司机' : name}：${text}`),
  ].join('\n')
}

const minuteOf = (atMs: number): string =>
  formatChinaTime(epochMs(atMs)).slice(0, 16).replace('T', ' ')

type ServiceValues = ReturnType<typeof readArguments>['values']

async function saveService(target: OperatorTarget, values: ServiceValues): Promise<void> {
  const phone = values.phone ?? '无'
  const request = {
    endAfterHours: hoursOf(values['end-after'] ?? '24'),
    remindBeforeHours: hoursOf(values['remind-before'] ?? '2'),
    phone: phone === '无' ? null : phone,
    phoneHours: values.hours ?? '',
  }
  const { version } = await ask(target, 'console.saveServiceRules', request)
  const { endAfterHours, remindBeforeHours } = request
  stdout.write(
    `已保存（第 ${version} 版）：客服电话 ${phone}；付款 ${endAfterHours} 小时没加油自动退款，提前 ${remindBeforeHours} 小时提醒\n`,
  )
}

function hoursOf(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new Misused(`小时数不对：${text}`)
  return Number(text)
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
