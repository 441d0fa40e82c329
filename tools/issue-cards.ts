import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { argv, env, exit, stderr, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { fen, formatYuan, parseYuan } from '@palm/shared/kernel/fen'
import { ID_LETTERS, makeId } from '@palm/shared/kernel/id'
import { DAY_MS, formatChinaTime, later, startOfBusinessDay } from '@palm/shared/kernel/instant'
import {
  callAsOperator,
  clockOf,
  NoTarget,
  type OperatorTarget,
  operatorTarget,
} from './operator/operator-client'
import { refusalLine } from './operator/refusal-line'
import { ROOT } from './root'

/** The law requires three years; a few days more for cards in delivery. */
const DAYS_USUAL = 1_100

/**
 * `npm run issue:cards -- --yuan 100 --count 10`: makes recharge cards and prints their codes,
 * which cannot be read again after a day. `--batch` repeats a lost answer, `--void` voids a stolen
 * batch.
 */
void main().catch((error: unknown) => {
  if (!(error instanceof NoTarget)) throw error
  stderr.write(`${error.message}\n`)
  exit(1)
})

async function main(): Promise<void> {
  const { again, amountFen, count, days, voided } = readArguments()
  const target = operatorTarget(env, join(ROOT, '.palm'))
  if (voided !== undefined) return voidBatch(target, voided)
  // Whole days, so that a repeated command is identical.
  const today = startOfBusinessDay(await clockOf(target.origin))
  const expiresAtMs = later(today, (days + 1) * DAY_MS)
  const batchId = again ?? makeId('card-batch', randomBytes(ID_LETTERS))
  stdout.write(`批次 ${batchId}（没有收到卡号时，用 --batch 加这个批次号再运行一次）\n`)
  const answer = await callAsOperator(target, 'console.issueCards', {
    batchId,
    count,
    amountFen,
    expiresAtMs,
  })
  if (!answer.ok) {
    stderr.write(`一张卡也没有做：${refusalLine(answer)}\n`)
    exit(1)
  }
  const until = formatChinaTime(expiresAtMs).slice(0, 10)
  stdout.write(`${count} 张，每张 ${formatYuan(fen(amountFen))}，${until} 前有效：\n\n`)
  stdout.write(`${answer.reply.codes.join('\n')}\n\n卡号一天后就不能再看，请收好。\n`)
}

async function voidBatch(target: OperatorTarget, batchId: string): Promise<void> {
  const answer = await callAsOperator(target, 'console.voidCards', { batchId })
  if (!answer.ok) {
    stderr.write(`没有作废：${refusalLine(answer)}\n`)
    exit(1)
  }
  stdout.write(`${answer.reply.voided} 张没有用过的卡已经作废。\n`)
}

function readArguments() {
  try {
    const { values } = parseArgs({
      args: argv.slice(2),
      options: {
        yuan: { type: 'string' },
        count: { type: 'string', default: '10' },
        days: { type: 'string', default: String(DAYS_USUAL) },
        batch: { type: 'string' },
        void: { type: 'string' },
      },
    })
    const { batch: again, void: voided } = values
    const amountFen = parseYuan(values.yuan ?? (voided === undefined ? '' : '1'))
    const [count, days] = [Number(values.count), Number(values.days)]
    if (amountFen === null || !Number.isInteger(count) || !Number.isInteger(days)) throw new Error()
    return { again, amountFen, count, days, voided }
  } catch {
    stderr.write(
      '用法：npm run issue:cards -- --yuan 100 [--count 10] [--days 1100] [--batch 批次]\n',
    )
    stderr.write('作废：npm run issue:cards -- --void 批次\n')
    exit(2)
  }
}
