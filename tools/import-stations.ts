import { join } from 'node:path'
import { argv, env, exit, stderr, stdout } from 'node:process'
import { fen, formatYuan } from '@palm/shared/kernel/fen'
import type { PriceLeap } from '@palm/shared/station/price-leap'
import type { SheetProblem, SheetProblemReason } from '@palm/shared/station/sheet'
import { callAsOperator, NoTarget, operatorTarget } from './operator-client'
import { ROOT } from './root'
import { readTable, UnreadableTable } from './table'

/**
 * `npm run import:stations -- FILE [--confirm-prices]`: an operator's spreadsheet into the running
 * product. Prices that are far from those at the pumps have to be confirmed.
 */
const CONFIRM = '--confirm-prices'

void main(argv.slice(2))

async function main(args: readonly string[]): Promise<void> {
  const file = args.find((each) => each !== CONFIRM)
  try {
    exit(file === undefined ? usage() : await importFile(file, args.includes(CONFIRM)))
  } catch (error) {
    if (!(error instanceof UnreadableTable || error instanceof NoTarget)) throw error
    stderr.write(`${error.message}\n`)
    exit(1)
  }
}

function usage(): number {
  stderr.write('用法：npm run import:stations -- 文件.csv 或 文件.xlsx [--confirm-prices]\n')
  stderr.write('示例：demo/stations.csv\n')
  return 2
}

async function importFile(path: string, confirmed: boolean): Promise<number> {
  const table = await readTable(path)
  const target = operatorTarget(env, join(ROOT, '.palm'))
  const answer = await callAsOperator(target, 'station.import', { table, confirmed })
  if (answer.ok) {
    const { nozzles, stations } = answer.reply
    stdout.write(`已导入 ${stations} 座油站、${nozzles} 支油枪。\n`)
    return 0
  }
  if (answer.refusal.code === 'sheet/implausible-prices') {
    stderr.write('没有导入任何一行：这些价格和现在差得太多，没有写错的话请加 --confirm-prices。\n')
    stderr.write(answer.refusal.leaps.map((leap) => `${leapLine(leap)}\n`).join(''))
    return 1
  }
  if (answer.refusal.code !== 'sheet/bad-rows') {
    stderr.write(`没有导入任何一行：${answer.refusal.code}(请求号 ${answer.requestId})\n`)
    return 1
  }
  const { problems } = answer.refusal
  stderr.write(`没有导入任何一行：有 ${problems.length} 处要改。\n`)
  stderr.write(problems.map((problem) => `${lineOf(problem)}\n`).join(''))
  return 1
}

const leapLine = ({ after, before, gradeName, stationId }: PriceLeap) =>
  `  ${stationId} ${gradeName}：${before === null ? '没有' : formatYuan(fen(before))} → ${formatYuan(fen(after))}`

const lineOf = ({ column, line, reason, value }: SheetProblem) =>
  `  第 ${line} 行 ${column ? `「${column}」` : ''}${value ? `${value} ` : ''}— ${REASONS[reason]}`

/** The error, and the expected value. */
const REASONS: Readonly<Record<SheetProblemReason, string>> = {
  'column-missing': '缺少这一列',
  'column-twice': '这一列出现了两次',
  'no-rows': '表里没有数据行',
  empty: '不能空着',
  'too-long': '太长了，最多 60 个字',
  'not-a-code': '编码只能用字母和数字，例如 BJ0001、BJ0001-03',
  'not-a-number': '枪号要写 1 到 999 的整数',
  'not-a-price': '价格要写成 7.81 这样，最多两位小数',
  'not-a-coordinate': '坐标不在中国境内，经度和纬度是不是写反了',
  'not-a-time': '时间要写成 2026-11-22 00:00 这样',
  'unknown-grade': '没有这个油品；可写 92#、95#、98#、0#、-10#、-20#、-35#',
  'unknown-policy': '只能写 站房内、车内 或 油枪旁',
  'unknown-way': '只能写 先加后付、先付后加 或 都可以',
  'nozzle-twice': '这支油枪前面已经有了',
  'number-twice': '同一座油站里，这个枪号前面已经有了',
  'station-differs': '同一座油站的资料和前面的行不一样',
  'price-differs': '同一座油站同一油品的价格和前面的行不一样',
  'nozzle-of-another-station': '油枪编码要以站号开头',
}
