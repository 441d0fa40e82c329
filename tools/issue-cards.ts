import { join } from 'node:path'
import { argv, env, exit, stderr, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { fen, formatYuan, parseYuan } from '@palm/shared/kernel/fen'
import { DAY_MS, epochMs, formatChinaTime } from '@palm/shared/kernel/instant'
import { callAsOperator, clockOf, NoTarget, operatorTarget } from './operator-client'
import { ROOT } from './root'

/** The law asks for three years; a few days more for cards that are on their way. */
const DAYS_USUAL = 1_100

/**
 * `npm run issue:cards -- --yuan 100 --count 10`: makes recharge cards and prints their codes, this
 * once: nobody can read them anywhere afterwards.
 */
void main().catch((error: unknown) => {
  if (!(error instanceof NoTarget)) throw error
  stderr.write(`${error.message}\n`)
  exit(1)
})

async function main(): Promise<void> {
  const { amountFen, count, days } = readArguments()
  const target = operatorTarget(env, join(ROOT, '.palm'))
  const expiresAtMs = (await clockOf(target.origin)) + days * DAY_MS
  const answer = await callAsOperator(target, 'account.issueCards', {
    count,
    amountFen,
    expiresAtMs,
  })
  if (!answer.ok) {
    stderr.write(`一张卡也没有做：${answer.refusal.code}（请求号 ${answer.requestId}）\n`)
    exit(1)
  }
  const until = formatChinaTime(epochMs(expiresAtMs)).slice(0, 10)
  stdout.write(`${count} 张，每张 ${formatYuan(fen(amountFen))}，${until} 前有效：\n\n`)
  stdout.write(`${answer.reply.codes.join('\n')}\n\n卡号只显示这一次，请收好。\n`)
}

function readArguments() {
  try {
    const { values } = parseArgs({
      args: argv.slice(2),
      options: {
        yuan: { type: 'string' },
        count: { type: 'string', default: '10' },
        days: { type: 'string', default: String(DAYS_USUAL) },
      },
    })
    const amountFen = parseYuan(values.yuan ?? '')
    const [count, days] = [Number(values.count), Number(values.days)]
    if (amountFen === null || !Number.isInteger(count) || !Number.isInteger(days)) throw new Error()
    return { amountFen, count, days }
  } catch {
    stderr.write('用法：npm run issue:cards -- --yuan 100 [--count 10] [--days 1100]\n')
    exit(2)
  }
}
