import { join } from 'node:path'
import { argv, env, exit, stderr, stdout } from 'node:process'
import { fen, formatYuan } from '@palm/shared/kernel/fen'
import type { PriceLeap } from '@palm/shared/station/price-leap'
import type { SheetProblem } from '@palm/shared/station/sheet'
import { callAsOperator, NoTarget, operatorTarget } from './operator/operator-client'
import { ROOT } from './root'
import { readTable } from './table/table'
import { withoutIgnored } from './table/columns'
import { UnreadableTable } from './table/unreadable'
import type { SheetProblemReason } from '@palm/shared/station/sheet-columns'

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
  const { rows, sheet } = await readTable(path)
  const table = withoutIgnored(rows)
  const target = operatorTarget(env, join(ROOT, '.palm'))
  const answer = await callAsOperator(target, 'console.importStations', { table, confirmed })
  if (answer.ok) {
    const { nozzles, stations } = answer.reply
    const from = sheet === null ? '' : `(工作表「${sheet}」)`
    stdout.write(`已导入 ${stations} 座油站、${nozzles} 支油枪${from}。\n`)
    return 0
  }
  if (answer.refusal.code === 'sheet/implausible-prices') {
    stderr.write('没有导入任何一行：这些价格和现在差得太多，没有写错的话请加 --confirm-prices。\n')
    stderr.write(answer.refusal.leaps.map((leap) => `${leapLine(leap)}\n`).join(''))
    return 1
  }
  if (answer.refusal.code !== 'sheet/bad-rows') {
    const { code } = answer.refusal
    const why = (WHY as Readonly<Record<string, string>>)[code] ?? code
    stderr.write(`没有导入任何一行：${why}(请求号 ${answer.requestId})\n`)
    return 1
  }
  const { problems } = answer.refusal
  const where = sheet === null ? '' : `工作表「${sheet}」`
  stderr.write(`没有导入任何一行：${where}有 ${problems.length} 处要改。\n`)
  stderr.write(problems.map((problem) => `${lineOf(problem)}\n`).join(''))
  return 1
}

const WHY = {
  'request/too-large': '文件太大了，请分成几个导入',
  'session/missing': '钥匙不对，或者已经停用',
  'caller/forbidden': '您没有导入油站的权限',
  'caller/out-of-reach': '表里有不归您负责的油站或区域',
} as const

const leapLine = ({ after, before, gradeName, stationId }: PriceLeap) =>
  `  ${stationId} ${gradeName}：${before === null ? '没有' : formatYuan(fen(before))} → ${formatYuan(fen(after))}`

const lineOf = ({ column, line, reason, value }: SheetProblem) =>
  `  第 ${line} 行 ${column ? `「${column}」` : ''}${value ? `${value} ` : ''}— ${REASONS[reason]}`

/** The error, and the expected value. */
const REASONS: Readonly<Record<SheetProblemReason, string>> = {
  'column-missing': '缺少这一列',
  'column-twice': '这一列出现了两次',
  'no-rows': '表里没有数据行',
  'too-many-rows': '一次最多导入 5000 行，这一行起超出了：请分成几个文件',
  'too-few-cells': '这一行比表头少了几格：是不是没有复制完整',
  'too-many-cells': '这一行比表头多出几格：内容里的逗号要放在引号里',
  'no-value': '这一格是公式或错误值，没有结果：请在 Excel 里算好，再粘贴为数值',
  garbled: '有乱码或看不见的字符：请删掉这一格，重新输入',
  empty: '不能空着',
  'too-long': '太长了，最多 60 个字',
  'not-a-code': '编码只能用字母和数字，例如 BJ0001、BJ0001-03',
  'not-a-number': '枪号要写 1 到 999 的整数',
  'not-a-price': '价格要写成 7.81 这样，最多两位小数',
  'not-a-coordinate': '坐标不在中国境内，经度和纬度是不是写反了',
  'not-a-time': '时间要写成 2026-11-22 00:00 这样',
  'not-a-phone': '电话要写成 010-85550101 这样，请把这一列设为文本格式',
  'not-opening-hours': '营业时间要写成 06:00-23:00 或 24 小时，请把这一列设为文本格式',
  'unknown-grade': '没有这个油品；可写 92#、95#、98#、0#、-10#、-20#、-35#',
  'unknown-policy': '只能写 站房内、车内 或 油枪旁',
  'unknown-facility': '只能写 便利店、卫生间、洗车、充电、打气、休息室，用顿号隔开；没有就写 无',
  'unknown-way': '只能写 先加后付、先付后加 或 都可以',
  'nozzle-twice': '这支油枪前面已经有了',
  'number-twice': '同一座油站里，这个枪号前面已经有了',
  'station-differs': '同一座油站的资料和前面的行不一样',
  'price-differs': '同一座油站同一油品的价格和前面的行不一样',
  'nozzle-of-another-station': '油枪编码要以站号开头',
}
