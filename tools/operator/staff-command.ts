import type { Answer } from '@palm/shared/api/action'
import type { ActionName, Refusal, Reply, Sent } from '@palm/shared/api/actions'
import type { EmployeeView } from '@palm/shared/api/console/staff'
import type { ApprovalView } from '@palm/shared/api/staff'
import { fen, formatYuan } from '@palm/shared/kernel/fen'
import { epochMs, formatChinaTime } from '@palm/shared/kernel/instant'
import { STATION_ROLES, type StationRole } from '@palm/shared/staff/role'
import { refusalLine } from './refusal-line'
import type { Told } from './told'

/** Calls an action as an operator. */
export type OfficeCall = <Name extends ActionName>(
  action: Name,
  request: Sent<Name>,
) => Promise<Answer<Reply<Name>, Refusal<Name>>>

type Command = (call: OfficeCall, args: readonly string[]) => Promise<Told>

export const USAGE = [
  '用法：npm run staff -- 命令',
  '',
  '  list [bj0001]                            员工和当班情况',
  '  invite 姓名 角色 bj0001,bj0002           发一个邀请码，只显示这一次',
  '  remove staff:…                           离职：下一次操作起就没有权限',
  '  role staff:… 角色                        换角色：attendant 加油员、manager 站长、headquarters 总部',
  '  stations staff:… bj0001,bj0002           换油站；不在名单里的站马上下班',
  '  end-duty staff:…                         让这个人下班',
  '  approvals [bj0001]                       等第二个人同意的退款',
  '  approve approval:…                       同意',
  '  decline approval:…                       不同意',
]

const usage: Told = { code: 2, lines: USAGE }
const told = (...lines: string[]): Told => ({ code: 0, lines })

/** Runs one command; an unknown one prints the usage. */
export function runStaffCommand(call: OfficeCall, [name, ...args]: readonly string[]) {
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  return command ? command(call, args) : Promise.resolve(usage)
}

const COMMANDS: Readonly<Record<string, Command>> = {
  async list(call, [station]) {
    const answer = await call('console.listStaff', {
      stationId: station ? stationId(station) : null,
    })
    if (!answer.ok) return refused(answer)
    const { staff } = answer.reply
    return staff.length === 0 ? told('还没有员工。') : told(...staff.map(employeeLine))
  },

  async invite(call, [name, role, stations = '']) {
    if (!name || !isRole(role)) return usage
    const answer = await call('console.inviteStaff', {
      name,
      role,
      stationIds: stationIds(stations),
    })
    if (!answer.ok) return refused(answer)
    const { code, expiresAtMs } = answer.reply
    return told(`邀请码 ${code}，${timeOf(expiresAtMs)} 前有效，只显示这一次。`)
  },

  remove: (call, [id]) =>
    id === undefined ? asUsage() : employee(call('console.removeStaff', { staffId: id })),
  'end-duty': (call, [id]) =>
    id === undefined ? asUsage() : employee(call('console.endDuty', { staffId: id })),
  role: (call, [id, role]) =>
    id === undefined || !isRole(role)
      ? asUsage()
      : employee(call('console.changeStaffRole', { staffId: id, role })),
  stations: (call, [id, stations]) =>
    id === undefined || stations === undefined
      ? asUsage()
      : employee(
          call('console.changeStaffStations', { staffId: id, stationIds: stationIds(stations) }),
        ),

  async approvals(call, [station]) {
    const asked = { stationId: station ? stationId(station) : null }
    const answer = await call('console.approvals', asked)
    if (!answer.ok) return refused(answer)
    const { approvals } = answer.reply
    return approvals.length === 0 ? told('没有等着的。') : told(...approvals.map(approvalLine))
  },

  approve: (call, [approvalId]) => settle(call, approvalId, true),
  decline: (call, [approvalId]) => settle(call, approvalId, false),
}

const asUsage = () => Promise.resolve(usage)

async function employee(
  answering: Promise<Answer<EmployeeView, { readonly code: string }>>,
): Promise<Told> {
  const answer = await answering
  return answer.ok ? told(employeeLine(answer.reply)) : refused(answer)
}

async function settle(
  call: OfficeCall,
  approvalId: string | undefined,
  approve: boolean,
): Promise<Told> {
  if (approvalId === undefined) return usage
  const answer = await call('console.settleApproval', { approvalId, approve })
  return answer.ok ? told(approvalLine(answer.reply)) : refused(answer)
}

const ROLE_WORDS: Readonly<Record<StationRole, string>> = {
  attendant: '加油员',
  manager: '站长',
  headquarters: '总部',
}

function employeeLine({ duty, name, role, staffId, stationIds, status }: EmployeeView): string {
  const where =
    role === 'headquarters' ? '所有油站' : stationIds.map(stationCode).join(',') || '没有油站'
  const work = duty
    ? `${stationCode(duty.stationId)} 当班，${timeOf(duty.startedAtMs)} 起`
    : '不在班'
  return [staffId, name, ROLE_WORDS[role], where, status === 'left' ? '已离职' : work].join('  ')
}

const REASON_WORDS: Readonly<Record<ApprovalView['reason'], string>> = {
  'wrong-amount': '金额看错了',
  'wrong-nozzle': '枪号看错了',
  'no-fuel': '没有加油',
  'paid-otherwise': '司机用别的方式付了',
  other: '其他',
}

const AT_WORDS: Readonly<Record<ApprovalView['at'], string>> = {
  open: '等待',
  approved: '已同意',
  declined: '没同意',
  expired: '没有人回答，已转为待办',
}

function approvalLine(approval: ApprovalView): string {
  const { approvalId, askedAtMs, askedBy, at, backFen, kind, nozzleNumber, note, reason, tail } =
    approval
  return [
    approvalId,
    `${stationCode(approval.stationId)} ${nozzleNumber} 号枪 尾号 ${tail}`,
    `${kind === 'reject' ? '全额退回' : '更正'} ${formatYuan(fen(backFen))}`,
    `${askedBy} ${timeOf(askedAtMs)}`,
    [REASON_WORDS[reason], note].filter((text) => text !== '').join(' '),
    AT_WORDS[at],
  ].join('  ')
}

const refused = (answer: Parameters<typeof refusalLine>[0]): Told => ({
  code: 1,
  lines: [refusalLine(answer)],
})

const isRole = (text: string | undefined): text is StationRole =>
  STATION_ROLES.some((role) => role === text)

const stationId = (code: string): string => `station:${code.toLowerCase()}`
const stationIds = (codes: string): string[] =>
  codes.split(',').flatMap((code) => (code === '' ? [] : [stationId(code)]))
const stationCode = (id: string): string => id.slice('station:'.length).toUpperCase()

const timeOf = (ms: number): string => formatChinaTime(epochMs(ms)).slice(0, 16).replace('T', ' ')
