import { at, type Guard } from './guard'

const DOMAIN = ['shared/src/staff/', 'order/verbs/(confirm|correct|approval|place).test']
const PASSPHRASE = ['shared/src/passphrase/', 'shared/src/order/verbs/proof']
const STAFF = ['cloudfunctions/staff/']
const POLICY = ['shared/src/staff/policy/']
const CONSOLE = ['cloudfunctions/console/reach']
const EDGE = [
  'cloudfunctions/edge/identity/operator-caller',
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
      "return isOwnOf(staff, order.memberId) ? { code: 'order/own' } : null",
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
  ...at(
    'shared/src/order/verbs/ask-refund.ts',
    ['order/verbs/ask-refund'],
    [
      [
        'refund: fuel that may flow already',
        "way === 'pay-first' && !accepted",
        "way === 'pay-first'",
      ],
    ],
  ),
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
    ['approve: not whoever asked', 'id !== approval.askedBy.staffId &&', ''],
    ['approve: not whoever confirmed', 'id !== confirmedBy &&', ''],
    [
      'approve: not the driver',
      '!(memberId && isOwnOf({ memberId, otherMemberIds }, order.memberId))',
      'true',
    ],
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
  ...at('shared/src/staff/policy/permit.ts', POLICY, [
    [
      'policy: roles',
      'if (!roles.some((one) => one === role)) return false',
      'if (roles.length === 0) return role === roles[0]',
    ],
    [
      'policy: app and office',
      'return line.who === person.as ? (line as RoleLine) : null',
      'return line as RoleLine',
    ],
    [
      'policy: rules for all stations',
      "if (scope === 'all') return reach.kind === 'all'",
      "if (scope === 'all') return reach.kind !== undefined",
    ],
    [
      'policy: where a role holds',
      "return isWithin(line, grants, target) ? ok(null) : refuse({ code: 'caller/out-of-reach' })",
      "return isWithin(line, grants, target) || line ? ok(null) : refuse({ code: 'caller/out-of-reach' })",
    ],
  ]),
  ...at('shared/src/staff/policy/grant.ts', POLICY, [
    ['policy: each of the places', 'return target.every(', 'return target.some('],
    [
      "policy: nowhere is not everybody's",
      "target === 'everywhere' || target.length === 0",
      "target === 'everywhere'",
    ],
  ]),
  ...at(
    'shared/src/staff/policy/staff-permit.ts',
    [...POLICY, ...STAFF],
    [
      [
        'policy: roles of staff',
        "if (!mayCall(personOf(staff), name)) return refuse({ code: 'staff/role-too-low' })",
        '',
      ],
      [
        'policy: a person who has left',
        "if (staff?.status !== 'active') return refuse",
        'if (!staff) return refuse',
      ],
    ],
  ),
  ...at('cloudfunctions/staff/approval-store.ts', STAFF, [
    [
      'approve: another station’s',
      'isPermitted(allowed.value, stationId) ? ok(null) : unknown',
      'isPermitted(allowed.value, stationId) || id ? ok(null) : unknown',
    ],
  ]),
  ...at('cloudfunctions/flows/approval-settling.ts', CONSOLE, [
    ['console: requests of other stations', 'if (!may.ok) return may', ''],
  ]),
  ...at('cloudfunctions/console/staff/store.ts', CONSOLE, [
    ['console: staff of other stations', 'if (!permitted.ok) return permitted', ''],
  ]),
  ...at('cloudfunctions/console/incidents/actions.ts', CONSOLE, [
    [
      'console: incidents of other stations',
      'return permitted.ok ? ok(incident) : permitted',
      'return permitted.ok || incident ? ok(incident) : permitted',
    ],
  ]),
  ...at('cloudfunctions/console/stations/store.ts', CONSOLE, [
    ['console: stations of other regions', 'if (!permitted.ok) return permitted', ''],
  ]),
  ...at('cloudfunctions/console/orders/actions.ts', CONSOLE, [
    ['console: orders of other stations', 'if (!permitted.ok) return permitted', ''],
  ]),
  ...at('cloudfunctions/staff/queue.ts', STAFF, [
    ['find: another station’s', 'order?.stationId === stationId && ', 'order && '],
  ]),
  ...at('cloudfunctions/edge/identity/caller.ts', EDGE, [
    [
      'operator: not from inside a wallet',
      "if (who === 'operator') return refuse({ code: 'caller/forbidden' })",
      '',
    ],
  ]),
  ...at('cloudfunctions/edge/identity/operator-caller.ts', EDGE, [
    [
      'operator: roles before any handler',
      "if (!mayCall(person, action)) return refuse({ code: 'caller/forbidden' })",
      '',
    ],
    ['operator: a removed person', "known?.state.at !== 'active' ||", '!known ||'],
    ['operator: the whole key', ' || !isKeyOf(known, key)', ''],
  ]),
  ...at('cloudfunctions/edge/audit.ts', EDGE, [
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
