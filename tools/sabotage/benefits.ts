import { at, type Guard } from './guard'

const ACCOUNT = ['cloudfunctions/account/', 'timer/recharges']
const COUPON = ['cloudfunctions/coupon/', 'cloudfunctions/member/']
const ORDER = ['cloudfunctions/order/', 'cloudfunctions/staff/', 'cloudfunctions/timer/']

/** Guards of a member's coupons, points and stored value. */
export const BENEFIT_GUARDS: readonly Guard[] = [
  ...at('cloudfunctions/flows/account-change.ts', ACCOUNT, [
    [
      'account: the entry of a change',
      'if (decision.entry) await transaction.insert(journal, decision.entry)',
      '',
    ],
    [
      'account: the row of a change',
      'await insertRow(transaction, decision.row, { memberId: member.id, what, nowMs })',
      '',
    ],
    [
      'account: that gifts expire before anything else',
      'const expired = expireGifts(member.storedValue, member.id, nowMs)',
      'const expired = { account: member.storedValue, row: null, entry: null }',
    ],
    ['account: tickets', 'await saveTickets(transaction, member, after, nowMs)', ''],
  ]),
  ...at('cloudfunctions/account/redeem-card.ts', ACCOUNT, [
    [
      'card: that a wrong code counts',
      'await countWrongCode(transaction, tries, memberId, nowMs)',
      '',
    ],
    ['card: that it is used up', 'await transaction.put(rechargeCards, card)', ''],
  ]),
  ...at(
    'cloudfunctions/console/accounts/store.ts',
    ['console/accounts/cards'],
    [['card: that it is owed', 'await transaction.insert(journal, entry)', '']],
  ),
  ...at('cloudfunctions/account/recharge.ts', ACCOUNT, [
    [
      'recharge: another member’s number',
      "if (ticket && !known) return refuse({ code: 'recharge/id-taken' })",
      '',
    ],
    [
      'recharge: the gift that was shown',
      'if (!known && promisedFen !== giftFen) {',
      'if (!known && giftFen < 0) {',
    ],
    [
      'recharge: that it is paid',
      "if (hasMoney(recharge)) return refuse({ code: 'trade/already-paid' })",
      '',
    ],
  ]),
  ...at('cloudfunctions/account/refund.ts', ACCOUNT, [
    ['refund: the figure that was shown', 'if (backFen !== amountFen)', 'if (amountFen < 0)'],
    [
      'refund: coupons of the recharge',
      'const coupons = { rechargeId, come: false, templateIds }',
      'const coupons = { rechargeId, come: false, templateIds: templateIds.slice(99) }',
    ],
  ]),
  ...at(
    'shared/src/stored-value/recharge/request.ts',
    ['shared/src/stored-value/recharge/recharge'],
    [
      [
        'recharge: that nobody opens what is closing',
        "if (isClosing(known)) return refuse({ code: 'recharge/closed' })",
        '',
      ],
    ],
  ),
  ...at('cloudfunctions/order/store.ts', ORDER, [
    [
      'order: what a placing posts',
      'const first = recorded(order, entry)\n      await transaction',
      'const first = order\n      await transaction',
    ],
    ['order: what a placing holds', 'await transaction.put(members, holding)', ''],
    ['order: the row of what it spent', 'await insertRow(transaction, row, at)', ''],
  ]),
  ...at('cloudfunctions/flows/order-change.ts', ORDER, [
    [
      'order: what a change does to its member',
      'if (member !== known) await transaction.put(members, member)',
      '',
    ],
    [
      'order: the row of what came back',
      'await insertRow(transaction, row, { memberId: member.id, what, nowMs })',
      '',
    ],
    [
      'order: the entry of a change',
      'recorded(latest, entryWith(entry, postings, order, nowMs))',
      'latest',
    ],
    [
      'order: the entry of a change of nothing else',
      'const after = recorded(latest, entry)',
      'const after = latest',
    ],
    [
      'order: that a change alone is not enough',
      'isForMember ? await unlessMemberChanges(database, before, order, at) : order',
      'order',
    ],
  ]),
  ...at('cloudfunctions/timer/store.ts', ORDER, [
    [
      'upkeep: its entries',
      'for (const entry of entries) await transaction.insert(journal, entry)',
      '',
    ],
  ]),
  ...at('cloudfunctions/coupon/actions.ts', COUPON, [
    ['gift: a number of the server’s own', 'randomBytes(ID_LETTERS)', 'new Uint8Array(ID_LETTERS)'],
    ['gift: that an offer stands', 'isOnOffer(pocket, couponId, nowMs)\n', 'false\n'],
  ]),
  ...at('cloudfunctions/coupon/transfer-store.ts', COUPON, [
    ['gift: whose it is to take back', 'giver?.id !== giverId', '!giver'],
    [
      'gift: that the giver has it no more',
      'await transaction.put(members, withHandedOn(giver, taken.value.giver, couponId))',
      '',
    ],
  ]),
  ...at('cloudfunctions/coupon/store.ts', COUPON, [
    ['claim: that it is on show', 'if (!template?.onShow || ', 'if (!template || '],
    [
      'claim: how many there are',
      'if (now) await transaction.put(stockShares, { ...now, issued, issuedFen })',
      '',
    ],
    [
      'claim: that its number is used up',
      'await transaction.put(couponNumbers, claimed.value.number)',
      '',
    ],
  ]),
  ...at(
    'shared/src/order/verbs/correct.ts',
    ['shared/src/order/verbs/correct'],
    [['order: how late it is put right', 'if (nowMs >= untilMs)', 'if (nowMs < 0)']],
  ),
  ...at(
    'cloudfunctions/flows/operator-rules.ts',
    ['cloudfunctions/flows/operator-rules'],
    [
      [
        'rules: that each version is kept',
        'await transaction.insert(savedRulesVersions, kept)',
        '',
      ],
      [
        'rules: that some instance goes by older ones',
        'return versions.slice(0, settled + 1)',
        'return versions.slice(0, 1)',
      ],
      [
        'rules: that announced ones begin at their instant',
        'return rulesAsOf(kept.value, nowMs)',
        'return rulesAsOf(kept.value, kept.atMs)',
      ],
    ],
  ),
  ...at(
    'shared/src/coupon/give.ts',
    ['shared/src/coupon/give'],
    [['gift: that it lives from when it was given', 'givenAtMs ?? nowMs', 'nowMs']],
  ),
  ...at(
    'shared/src/rule/version.ts',
    ['shared/src/rule/version'],
    [
      [
        'rules: that those for later wait',
        'next.fromMs <= nowMs ? next : versionAt(versions, nowMs)',
        'next',
      ],
    ],
  ),
  ...at(
    'shared/src/order/explain/rules-then.ts',
    ['shared/src/order/explain/explain', 'shared/src/order/invariants'],
    [
      ['rules: that a station was read before', 'toMs > atMs - READ_BEFORE_MS', 'toMs > atMs'],
      ['rules: limits', 'limits: rules.limits,', ''],
    ],
  ),
  ...at(
    'cloudfunctions/console/contracts/store.ts',
    ['cloudfunctions/contract/'],
    [['contract: its text', 'await transaction.put(contractTexts, {', 'await Promise.resolve({']],
  ),
  ...at(
    'cloudfunctions/contract/store.ts',
    ['cloudfunctions/contract/'],
    [['contract: that it is saved', 'await transaction.put(members, { ...after, contracts })', '']],
  ),
]
