import { fen } from '@palm/shared/kernel/fen'
import { epochMs } from '@palm/shared/kernel/instant'
import type { EmployeeView } from '@palm/shared/api/console/staff'
import type { ApprovalView } from '@palm/shared/api/staff'
import { type OfficeCall, runStaffCommand } from './staff-command'

const WANG: EmployeeView = {
  staffId: 'staff:0000000000000000wang',
  name: '王师傅',
  role: 'attendant',
  stationIds: ['station:bj0001'],
  status: 'active',
  duty: { stationId: 'station:bj0001', startedAtMs: epochMs(Date.parse('2026-11-21T06:05:00Z')) },
}

const APPROVAL: ApprovalView = {
  approvalId: 'approval:0123456789abcdef7k2m',
  orderId: 'order:0123456789abcdef7k2m',
  stationId: 'station:bj0001',
  tail: '7K2M',
  nozzleNumber: 3,
  kind: 'reject',
  dispensedFen: fen(0),
  backFen: fen(50_000),
  reason: 'no-fuel',
  note: '油机坏了',
  askedBy: '王师傅',
  askedAtMs: epochMs(Date.parse('2026-11-21T06:05:00Z')),
  answerByMs: epochMs(Date.parse('2026-11-22T06:05:00Z')),
  at: 'open',
}

/** An office that answers every call with this reply, and records the calls. */
function office(reply: object) {
  const asked: unknown[] = []
  const call = (async (action: string, request: object) => {
    asked.push([action, request])
    return { ok: true, reply, requestId: 'r' }
  }) as unknown as OfficeCall
  return { asked, call }
}

test.each<[string, string[], object, unknown]>([
  ['list', ['list'], { staff: [WANG] }, ['console.listStaff', { stationId: null }]],
  [
    'list of a station',
    ['list', 'BJ0001'],
    { staff: [WANG] },
    ['console.listStaff', { stationId: 'station:bj0001' }],
  ],
  [
    'invite',
    ['invite', '李师傅', 'manager', 'bj0001,bj0002'],
    { code: '7K2M9QXA7K2M', expiresAtMs: 0 },
    [
      'console.inviteStaff',
      { name: '李师傅', role: 'manager', stationIds: ['station:bj0001', 'station:bj0002'] },
    ],
  ],
  ['remove', ['remove', WANG.staffId], WANG, ['console.removeStaff', { staffId: WANG.staffId }]],
  [
    'role',
    ['role', WANG.staffId, 'manager'],
    WANG,
    ['console.changeStaffRole', { staffId: WANG.staffId, role: 'manager' }],
  ],
  [
    'stations, an empty list',
    ['stations', WANG.staffId, ''],
    WANG,
    ['console.changeStaffStations', { staffId: WANG.staffId, stationIds: [] }],
  ],
  ['end-duty', ['end-duty', WANG.staffId], WANG, ['console.endDuty', { staffId: WANG.staffId }]],
  [
    'approvals',
    ['approvals'],
    { approvals: [APPROVAL] },
    ['console.approvals', { stationId: null }],
  ],
  [
    'approve',
    ['approve', APPROVAL.approvalId],
    APPROVAL,
    ['console.settleApproval', { approvalId: APPROVAL.approvalId, approve: true }],
  ],
  [
    'decline',
    ['decline', APPROVAL.approvalId],
    APPROVAL,
    ['console.settleApproval', { approvalId: APPROVAL.approvalId, approve: false }],
  ],
])('%s calls the office and succeeds', async (_, args, reply, question) => {
  const { asked, call } = office(reply)
  expect(await runStaffCommand(call, args)).toMatchObject({ code: 0 })
  expect(asked).toEqual([question])
})

test('people and requests are printed one per line', async () => {
  const { lines: people } = await runStaffCommand(office({ staff: [WANG] }).call, ['list'])
  expect(people).toEqual([
    'staff:0000000000000000wang  王师傅  加油员  BJ0001  BJ0001 当班，2026-11-21 14:05 起',
  ])
  const { lines } = await runStaffCommand(office({ approvals: [APPROVAL] }).call, ['approvals'])
  expect(lines).toEqual([
    'approval:0123456789abcdef7k2m  BJ0001 3 号枪 尾号 7K2M  全额退回 ¥500.00  王师傅 2026-11-21 14:05  没有加油 油机坏了  等待',
  ])
})

test.each([
  [[]],
  [['constructor']],
  [['fly']],
  [['remove']],
  [['role', WANG.staffId, 'king']],
  [['invite', '李师傅']],
])('%j prints the usage without a call', async (args) => {
  const { asked, call } = office({})
  expect(await runStaffCommand(call, args)).toMatchObject({ code: 2 })
  expect(asked).toEqual([])
})

test('a refusal prints a message, its code and the number of the request', async () => {
  const refusing = (async () => ({
    ok: false,
    refusal: { code: 'caller/forbidden' },
    requestId: 'r1',
  })) as unknown as OfficeCall
  expect(await runStaffCommand(refusing, ['list'])).toEqual({
    code: 1,
    lines: ['您没有这个权限。caller/forbidden（请求号 r1）'],
  })
})
