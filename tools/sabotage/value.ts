import { at, type Guard } from './guard'

const SHARED_ORDER = ['shared/src/order/verbs/change-nozzle', 'shared/src/order/after/contracts']
const RECHARGE = ['shared/src/stored-value/', 'shared/src/member/recharge-coupons']
const UNDONE = ['shared/src/order/after/corrected-to-nothing', 'shared/src/order/after/earned']

/** Guards against value that is created, duplicated or kept without payment. */
export const VALUE_GUARDS: readonly Guard[] = [
  ...at('shared/src/order/verbs/change-nozzle.ts', SHARED_ORDER, [
    [
      'nozzle: that the price is for its fuel',
      "if (benefitUnmet(moved)) return { code: 'order/benefit-not-for-fuel' }",
      '',
    ],
    ['nozzle: that it costs no more', 'payableFen > order.payableFen', 'payableFen < 0'],
  ]),
  ...at('shared/src/order/price/totals-for.ts', SHARED_ORDER, [
    [
      'nozzle: litres of a quota',
      'pumpPrice >= basis.sale.pumpPrice) return taken',
      'pumpPrice > 0) return taken',
    ],
  ]),
  ...at('shared/src/contract/use.ts', SHARED_ORDER, [
    [
      'contract: that what had its price counts',
      'const reason = priceMl > 0 ? null : unmet',
      'const reason = priceMl < 0 ? null : unmet',
    ],
  ]),
  ...at('shared/src/order/explain/explain.ts', SHARED_ORDER, [
    [
      'explain: that benefits are for the fuel',
      "if (benefitUnmet(order)) doubts.push('benefit-not-for-fuel')",
      '',
    ],
  ]),
  ...at('shared/src/stored-value/recharge/refund.ts', RECHARGE, [
    ['refund: how many', 'if (withdrawals.length >= REFUNDS_MAX)', 'if (withdrawals.length < 0)'],
    ['refund: how soon', 'if (nowMs < againMs)', 'if (nowMs < 0)'],
    ['refund: how small', 'principalFen < REFUND_MIN_FEN &&', 'principalFen < 0 &&'],
    ['refund: what coupons were spent', 'allFen < principalFen ?', 'spentFen < principalFen ?'],
  ]),
  ...at('shared/src/stored-value/recharge/gift-loss.ts', RECHARGE, [
    [
      'refund: who paid for a gift that comes back',
      'chargedFen: addFen(gift.chargedFen, loss.spentFen),',
      '',
    ],
    [
      'refund: that a coupon is charged once',
      'coupons: withoutCoupons(gift.coupons, loss.couponTemplateIds),',
      '',
    ],
  ]),
  ...at('shared/src/stored-value/recharge/promise.ts', RECHARGE, [
    [
      'offer: that a place stays used',
      'return hasMoney(recharge) && recharge.state.gift?.offerId === offerId',
      'return false',
    ],
  ]),
  ...at('shared/src/coupon/withdraw.ts', RECHARGE, [
    [
      'coupon: that an offered one is withdrawn',
      "state.at === 'offered' && couponIds.includes(id)",
      "state.at === 'offered' && couponIds.length < 0",
    ],
  ]),
  ...at(
    'shared/src/coupon/claim.ts',
    ['shared/src/coupon/claim'],
    [
      [
        'claim: that a number is used once',
        'if (command.number) return refuse({ code: numberRefusal(command.number, command) })',
        '',
      ],
    ],
  ),
  ...at('shared/src/order/after/earned-points.ts', UNDONE, [
    [
      'correction: points that were forgotten',
      'const earning = known ?? confirmationOf(order).earned?.points',
      'const earning = known',
    ],
  ]),
  ...at('shared/src/order/after/growth.ts', UNDONE, [
    [
      'correction: growth that was forgotten',
      'const grown = known ?? confirmationOf(order).earned?.growth',
      'const grown = known',
    ],
  ]),
  ...at('shared/src/order/after/contracts.ts', UNDONE, [
    ['correction: milestones', 'onEach(refunded, withoutLapsed)', 'onEach(refunded)'],
  ]),
  ...at('shared/src/order/after/benefit-calls.ts', UNDONE, [
    ['correction: gifts of levels', 'levelGifts.refund,', ''],
  ]),
  ...at(
    'shared/src/order/verbs/place.ts',
    ['cloudfunctions/account/guard'],
    [
      [
        'password: that an order needs it',
        'if (!command.passwordProven && needsPassword(guard, choice.storedValueFen))',
        'if (command.amountFen < 0)',
      ],
    ],
  ),
  ...at(
    'shared/src/stored-value/guard/password.ts',
    ['shared/src/stored-value/guard'],
    [['password: how many wrong ones', 'if (before >= WRONG_PASSWORDS_MAX)', 'if (before < 0)']],
  ),
  ...at(
    'shared/src/stored-value/freeze.ts',
    ['cloudfunctions/account/guard'],
    [
      [
        'loss: that a freeze of the office stays',
        'if (account.freeze !== null && account.freeze.staffId !== null)',
        'if (account.recharges.length < 0)',
      ],
    ],
  ),
  ...at(
    'shared/src/member/phone/bind.ts',
    ['cloudfunctions/member/phone'],
    [
      [
        'merge: the second proof',
        'if (!isAtStake) return joinHolder(command, record, holder)',
        'if (code) return joinHolder(command, record, holder)',
      ],
    ],
  ),
  ...at(
    'shared/src/invoice/invoiceable.ts',
    ['shared/src/invoice'],
    [
      [
        'invoice: a recharge or its fuel, never both',
        'itself === null && fuelFen === NO_FEN ?',
        'itself === null ?',
      ],
    ],
  ),
  ...at(
    'shared/src/order/price/preview.ts',
    ['shared/src/order/price/preview'],
    [
      [
        'preview: that a coupon lives',
        '(toMs === null || nowMs < toMs)',
        '(toMs === null || nowMs > 0)',
      ],
    ],
  ),
]
