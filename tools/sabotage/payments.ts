import { at, type Guard } from './guard'

/** Both providers against their emulators, with all their faults. */
const PROVIDERS = 'providers/provider.test'
const ANSWERS = 'providers/provider-answers'

/** Everything between what a stranger sends and an order that is paid. */
const TRADE = ['shared/src/trade']

export const PAYMENT_GUARDS: readonly Guard[] = [
  ...at(
    'cloudfunctions/providers/wechat/trust.ts',
    ['providers/wechat/trust'],
    [
      [
        'wechat: the signature',
        "verify('RSA-SHA256', signed, key, signature)",
        'Boolean(signature)',
      ],
      ['wechat: that it is fresh', '> FRESH_WITHIN_MS', '> Infinity'],
      [
        'wechat: that it is not from the future',
        'Math.abs(Number(timestamp) * 1000 - nowMs)',
        '(nowMs - Number(timestamp) * 1000)',
      ],
      [
        'wechat: the serial of the key',
        "const key = keys.get(read.data['wechatpay-serial'].toUpperCase())",
        'const key = [...keys.values()][0]',
      ],
    ],
  ),
  ...at(
    'cloudfunctions/providers/wechat/client.ts',
    ['providers/wechat/client'],
    [['wechat: the tag of the ciphertext', ', decipher.final()]', ']']],
  ),
  ...at(
    'cloudfunctions/providers/wechat/notification.ts',
    ['providers/wechat/notification', PROVIDERS],
    [
      ['wechat: that a notice is verified', 'if (!verified.ok) return verified', ''],
      [
        'wechat: the merchant of a refund',
        "if (!transactions.isOwn(read.data)) return refuse({ code: 'notification/foreign' })",
        '',
      ],
      [
        'wechat: that a payment succeeded',
        "if (read.transaction.trade_state !== 'SUCCESS') return ok({ about: 'other' })",
        '',
      ],
      [
        'wechat: the size of a notice',
        "if (body.length > BODY_BYTES_MAX) return refuse({ code: 'notification/unreadable' })",
        '',
      ],
    ],
  ),
  ...at(
    'cloudfunctions/providers/wechat/http.ts',
    [ANSWERS, PROVIDERS],
    [
      [
        'wechat: the signature of an answer',
        'if (!verified.ok) throw new NoVerifiedAnswer(verified.refusal.code)',
        'void verified',
      ],
      [
        'wechat: the deadline',
        'AbortSignal.timeout(options.deadlineMs)',
        'AbortSignal.timeout(60_000)',
      ],
    ],
  ),
  ...at(
    'cloudfunctions/providers/wechat/adapter.ts',
    [ANSWERS],
    [['wechat: the number of a refund', ' || read.data.out_refund_no !== request.outRefundNo', '']],
  ),
  ...at(
    'cloudfunctions/providers/wechat/transactions.ts',
    [ANSWERS, 'providers/wechat/notification', PROVIDERS],
    [
      ['wechat: the merchant of a payment', 'read.data.mchid === mchId && ', ''],
      ['wechat: the app of a payment', ' && read.data.appid === appId', ''],
      [
        'wechat: the sub-merchant of a payment',
        'named.success && named.data.sub_mchid !== subMchId',
        'false',
      ],
      [
        'wechat: numbers in paths',
        "if (!/^[0-9A-Za-z_-]{6,64}$/.test(text)) throw new Error('not a trade or refund number of ours')",
        '',
      ],
    ],
  ),
  ...at(
    'cloudfunctions/providers/alipay/notification.ts',
    ['providers/alipay/notification', PROVIDERS],
    [
      [
        'alipay: the signature',
        "if (!client.isGenuine(form)) return refuse({ code: 'notification/bad-signature' })",
        '',
      ],
      ['alipay: the app', 'appId !== ours.appId || ', ''],
      ['alipay: the seller', ' || sellerId !== ours.sellerId', ''],
      ['alipay: fields that come twice', 'names.size !== entries.length || ', ''],
      ['alipay: that a payment succeeded', '!succeeded || paidAtMs', 'paidAtMs'],
      [
        'alipay: the size of a notice',
        "if (body.length > BODY_BYTES_MAX) return refuse({ code: 'notification/unreadable' })",
        '',
      ],
    ],
  ),
  ...at(
    'cloudfunctions/providers/alipay/client.ts',
    ['providers/alipay/client', ANSWERS, PROVIDERS],
    [
      ['alipay: the signature of an answer', '{ validateSign: true }', '{ validateSign: false }'],
      ['alipay: the kind of a signature', "form['sign_type'] !== 'RSA2' || ", ''],
      [
        'alipay: the signature of a refusal',
        "sdk.checkResponseSign(raw ?? '', 'error_response', reply.sign, '')",
        '',
      ],
      [
        'alipay: what nobody knows is not a no',
        'if (AMBIGUOUS.includes(code) || AMBIGUOUS_DETAIL.includes(reason)) return unreachable(reason)',
        '',
      ],
    ],
  ),
  ...at(
    'cloudfunctions/providers/alipay/adapter.ts',
    [ANSWERS],
    [
      ['alipay: the number of a query', ' && trade.outTradeNo === outTradeNo', ''],
      [
        'alipay: the number of a trade that was made',
        ' || read.data.out_trade_no !== request.outTradeNo',
        '',
      ],
      ['alipay: the trade of a refund', ' || read.data.trade_no !== request.transactionId', ''],
      ['alipay: the number of a refund', 'number !== request.outRefundNo || ', ''],
      ["alipay: that a refund's money moved", "if (moved === 'Y') return", 'return'],
    ],
  ),
  ...at(
    'cloudfunctions/providers/origin.ts',
    ['providers/origin'],
    [
      ['both: the host of a provider', 'official.includes(parsed.origin) || ', 'true || '],
      ['both: that loopback is for developers', 'loopback && onLocalStack', 'loopback'],
    ],
  ),
  ...at(
    'cloudfunctions/payment/actions.ts',
    ['cloudfunctions/payment'],
    [
      [
        'both: that only what was read is heard',
        "return provider.acknowledge('refused')",
        "return provider.acknowledge('done')",
      ],
      [
        'both: that what was not kept is not acknowledged',
        "return provider.acknowledge('again')",
        "return provider.acknowledge('done')",
      ],
    ],
  ),
  ...at('shared/src/trade/pay.ts', TRADE, [
    ['trade: the provider of a payment', 'fact.provider !== trade.provider || ', ''],
    [
      'trade: the merchant of a payment',
      "if (fact.merchant !== trade.payee.merchant) return { code: 'payment/other-merchant' }",
      '',
    ],
    ['trade: the number of a payment', ' || fact.outTradeNo !== trade.no', ''],
    ['trade: the amount', 'fact.amountFen !== trade.amountFen', 'false'],
    ['trade: that something was asked for', 'trade.amountFen === NO_FEN || ', ''],
    [
      'trade: the currency',
      "if (fact.currency !== 'CNY') return { code: 'payment/currency-differs' }",
      '',
    ],
    ['trade: the payer', 'fact.payerId !== null && fact.payerId !== trade.payerId', 'false'],
    ['trade: that a payment counts once', 'if (known) return unchangedTrade(trade)', 'void known'],
  ]),
  ...at('shared/src/trade/refund-change.ts', TRADE, [
    [
      'refund: whose it is',
      'fact.provider === trade.provider &&\n    fact.merchant === trade.payee.merchant &&\n    fact.outTradeNo === trade.no',
      'true',
    ],
    [
      'refund: the amount',
      "if (fact.amountFen !== refund.amountFen) return refuse({ code: 'refund/amount-differs' })",
      '',
    ],
    [
      'refund: that it counts once',
      "if (refund.state.at !== 'requested' && refund.state.at !== 'halted') {",
      'if (nowMs < 0) {',
    ],
    [
      'refund: that it is done',
      "case 'processing':\n      return ok(unchangedTrade(trade))",
      "case 'processing':\n      return ok(refunded(paid, refund, { at: 'done', doneAtMs: nowMs }))",
    ],
    ['refund: how often it is replaced', '< REPLACED_MAX', '< 99'],
    [
      'refund: that only what is halted is paid out',
      "if (!found.ok || found.value.refund.state.at === 'halted') return found",
      'return found',
    ],
  ]),
  ...at('shared/src/trade/close.ts', TRADE, [
    ['close: that there is time to pay', "reason === 'timeout' && nowMs < trade.payByMs", 'false'],
    [
      'close: that paid stays paid',
      "if (at === 'paid') return refuse",
      'if (at === null) return refuse',
    ],
    ['holds: that they last for their time', 'if (nowMs < holdsUntilMs(trade))', 'if (nowMs < 0)'],
  ]),
  ...at(
    'shared/src/order/verbs/trade.ts',
    ['shared/src/order/verbs/trade', 'shared/src/order/price/benefits'],
    [
      [
        'order: that paid after a cancel goes back',
        "reason === 'cancelled' || holdsBenefits(order)",
        'holdsBenefits(order)',
      ],
      [
        'order: that paid without its benefits goes back',
        "reason === 'cancelled' || holdsBenefits(order)",
        "reason === 'cancelled'",
      ],
    ],
  ),
  ...at(
    'shared/src/stored-value/recharge/recharge.ts',
    ['shared/src/stored-value/recharge/recharge.test'],
    [
      [
        'recharge: a number that is no order’s',
        "const TRADE_PREFIX = 'rc'",
        "const TRADE_PREFIX = ''",
      ],
    ],
  ),
  ...at(
    'shared/src/stored-value/card/recharge-card.ts',
    ['shared/src/stored-value/card/recharge-card'],
    [
      ['card: the code', 'if (card?.codeHash !== codeHash) return', 'if (!card) return'],
      ['card: that it is used once', 'return same ? ok(', 'return true ? ok('],
      ['card: that it overwrites nothing', 'other.id === rechargeId', 'false'],
    ],
  ),
  ...at(
    'cloudfunctions/account/redeem-card.ts',
    ['cloudfunctions/account/redeem-card'],
    [
      ['card: how often one may guess', 'if (tooMany) return refuse(tooMany)', ''],
      [
        'card: a number of somebody else’s',
        "if (taken) return refuse({ code: 'recharge/id-taken' })",
        '',
      ],
    ],
  ),
]
