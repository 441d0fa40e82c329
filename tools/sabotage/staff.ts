import { at, type Guard } from './guard'

const DOMAIN = ['shared/src/staff/', 'order/verbs/(confirm|correct|approval|place).test']
const PASSPHRASE = ['shared/src/passphrase/', 'shared/src/order/verbs/proof']
const STAFF = ['cloudfunctions/staff/']
const EDGE = [
  'cloudfunctions/edge/identity/operator-token',
  'cloudfunctions/edge/serve',
  'cloudfunctions/edge/audit',
]

/** Limits of staff: orders, amounts, time and names. */
export const STAFF_GUARDS: readonly Guard[] = [
  ...at('shared/src/order/verbs/act.ts', DOMAIN, [
    [
      'act: another station’s order',
      "if (order.stationId !== duty.stationId) return { code: 'order/unknown' }",
      '',
    ],
    [
      'act: one’s own order',
      "return order.memberId === staff.memberId ? { code: 'order/own' } : null",
      'return null',
    ],
    [
      'act: that much takes two',
      'if (backFen <= NO_FEN || approvedBy || mayGiveBackAlone(staff, backFen, nowMs)) return null',
      'if (backFen <= NO_FEN || approvedBy || nowMs >= 0) return null',
    ],
  ]),
  ...at('shared/src/order/verbs/confirm.ts', DOMAIN, [
    [
      'confirm: a small figure takes two',
      'const needed = needsApproval(order, subtractFen(orderedFen, dispensedFen), { by, nowMs })',
      'const needed = null',
    ],
    [
      'reject: much money takes two',
      'const needed = needsApproval(order, order.amountFen, command)',
      'const needed = null',
    ],
  ]),
  ...at('shared/src/order/verbs/correct.ts', DOMAIN, [
    [
      'correct: much money takes two',
      'const needed = approvalNeeded(by, backFen, command.approvedBy, nowMs)',
      'const needed = backFen < NO_FEN ? approvalNeeded(by, backFen, undefined, nowMs) : null',
    ],
  ]),
  ...at('shared/src/staff/limits.ts', DOMAIN, [
    ['alone: how much', 'backFen <= ALONE_FEN_MAX && ', ''],
    ['alone: how often', ' && tallyAt(staff, nowMs).givenBackCount < ALONE_PER_DAY_MAX', ''],
  ]),
  ...at('shared/src/staff/duty.ts', DOMAIN, [
    ['duty: whoever has left', "if (status !== 'active' || !duty ||", 'if (!status || !duty ||'],
    [
      'duty: a station taken away',
      '|| !mayWorkAt(staff, duty.stationId)) return null',
      ') return null',
    ],
    [
      'duty: its longest',
      'return nowMs < dutyEndMs(duty) ? duty : null',
      'return nowMs < Infinity ? duty : null',
    ],
  ]),
  ...at('shared/src/staff/join.ts', DOMAIN, [
    [
      'join: whoever has left',
      "usedBy === memberId && known?.status === 'active'",
      'usedBy === memberId && known',
    ],
  ]),
  ...at('shared/src/order/verbs/approval.ts', DOMAIN, [
    ['approve: not whoever asked', 'id !== approval.askedBy.staffId && ', ''],
    ['approve: not whoever confirmed', 'id !== confirmedBy && ', ''],
    ['approve: not the driver', ' && memberId !== order.memberId', ''],
    ['approve: whose answer is heard again', ' && state.by === id', ''],
    ['approve: that it is open', "if (at !== 'open') return { code: 'approval/settled', at }", ''],
  ]),
  ...at('shared/src/order/verbs/place.ts', DOMAIN, [
    [
      'place: how many wait',
      'if (command.open.paidByMember >= OPEN_PAID_MAX)',
      'if (command.open.paidByMember < 0)',
    ],
  ]),
  ...at('shared/src/staff/policy.ts', STAFF, [
    [
      'policy: roles',
      "if (!line.roles.includes(staff.role)) return refuse({ code: 'staff/role-too-low' })",
      '',
    ],
    ['policy: whoever has left', "if (staff?.status !== 'active')", 'if (!staff)'],
  ]),
  ...at('cloudfunctions/staff/approval-store.ts', STAFF, [
    ['approve: another station’s', '|| !runs(approval.stationId)', ''],
  ]),
  ...at('cloudfunctions/staff/queue.ts', STAFF, [
    ['find: another station’s', 'order?.stationId === stationId && ', 'order && '],
  ]),
  ...at('cloudfunctions/edge/identity/caller.ts', EDGE, [
    [
      'operator: scopes',
      "read.value.scopes.includes(line.operator) ? read : refuse({ code: 'caller/forbidden' })",
      'read',
    ],
    [
      'operator: not from inside a wallet',
      "if (line.who === 'operator') return refuse({ code: 'caller/forbidden' })",
      '',
    ],
  ]),
  ...at('cloudfunctions/edge/identity/operator-token.ts', EDGE, [
    ['operator: the age of a token', 'maxTokenAge: TOKEN_MS / SECOND_MS,', ''],
    [
      'operator: whose key it is',
      "const text = `operator|${operatorId}|${[...scopes].sort().join(',')}`",
      "const text = `operator${operatorId === ('' as never) ? scopes : ''}`",
    ],
  ]),
  ...at('cloudfunctions/edge/audit.ts', EDGE, [
    [
      'operator: one call a token',
      "if (used === 'taken') return refuse({ code: 'session/missing' })",
      "if (used !== 'taken' && used !== 'inserted') return refuse({ code: 'session/missing' })",
    ],
    ['audit: the row', 'await transaction.insert(audit, row)', ''],
  ]),
  ...at('shared/src/passphrase/verify.ts', PASSPHRASE, [
    [
      'passphrase: its hour',
      "if (!isOpenHour(live, verifier.nowMs)) return refuse({ code: 'passphrase/another-hour' })",
      '',
    ],
    [
      'passphrase: its hour, scanned',
      "if (!isOpenHour(shown.hour, verifier.nowMs)) return refuse({ code: 'passphrase/another-hour' })",
      '',
    ],
    ['passphrase: one use', 'verifier.used.has(expected.orderId)', 'false'],
  ]),
  ...at('shared/src/passphrase/tail.ts', PASSPHRASE, [
    ['tail: one that is taken', '!taken.has(tail)', 'tail.length > 0'],
  ]),
]
