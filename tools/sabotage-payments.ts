import { at, type Guard } from './sabotage-guard'

/** Both channels against their emulators, with all their faults. */
const CHANNELS = 'kit/pay/channel.test'
const ANSWERS = 'kit/pay/channel-answers'

/** Guards between an outside request and a paid order. */
export const PAYMENT_GUARDS: readonly Guard[] = [
  ...at(
    'cloudfunctions/kit/pay/wechat-trust.ts',
    ['kit/pay/wechat-trust'],
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
    'cloudfunctions/kit/pay/wechat-client.ts',
    ['kit/pay/wechat-client'],
    [['wechat: the tag of the ciphertext', ', decipher.final()]', ']']],
  ),
  ...at(
    'cloudfunctions/kit/pay/wechat-notification.ts',
    ['kit/pay/wechat-notification', CHANNELS],
    [
      ['wechat: that a notice is verified', 'if (!verified.ok) return verified', ''],
      ['wechat: the merchant of a payment', 'read.data.mchid !== mchId || ', ''],
      ['wechat: the app of a payment', ' || read.data.appid !== appId', ''],
      [
        'wechat: the merchant of a refund',
        "if (read.data.mchid !== mchId) return refuse({ code: 'notification/foreign' })",
        '',
      ],
      [
        'wechat: that a payment succeeded',
        "if (read.data.trade_state !== 'SUCCESS') return ok({ about: 'other' })",
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
    'cloudfunctions/kit/pay/wechat-http.ts',
    [ANSWERS, CHANNELS],
    [
      [
        'wechat: the signature of an answer',
        'if (!verified.ok) throw new NoVerifiedAnswer(verified.refusal.code)',
        'void verified',
      ],
      ['wechat: that nothing is followed', "redirect: 'error'", "redirect: 'follow'"],
      [
        'wechat: the deadline',
        'AbortSignal.timeout(options.deadlineMs)',
        'AbortSignal.timeout(60_000)',
      ],
    ],
  ),
  ...at(
    'cloudfunctions/kit/pay/wechat-channel.ts',
    [ANSWERS],
    [
      ['wechat: the merchant of a query', 'mchid !== merchant.mchId || ', ''],
      ['wechat: the app of a query', ' || appid !== merchant.appId', ''],
      ['wechat: the number of a refund', ' || read.data.out_refund_no !== request.outRefundNo', ''],
      [
        'wechat: numbers in paths',
        "if (!/^[0-9A-Za-z_-]{6,64}$/.test(text)) throw new Error('not a trade or refund number of ours')",
        '',
      ],
    ],
  ),
  ...at(
    'cloudfunctions/kit/pay/alipay-notification.ts',
    ['kit/pay/alipay-notification', CHANNELS],
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
    'cloudfunctions/kit/pay/alipay-client.ts',
    ['kit/pay/alipay-client', ANSWERS, CHANNELS],
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
    'cloudfunctions/kit/pay/alipay-channel.ts',
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
    'cloudfunctions/kit/pay/origin.ts',
    ['kit/pay/origin'],
    [
      ['both: the host of a channel', 'official.includes(parsed.origin) || ', 'true || '],
      ['both: that loopback is for developers', 'loopback && onLocalStack', 'loopback'],
    ],
  ),
  ...at(
    'cloudfunctions/payment/actions.ts',
    ['cloudfunctions/payment'],
    [
      [
        'both: that only what was read is heard',
        "return channel.acknowledge('refused')",
        "return channel.acknowledge('done')",
      ],
      [
        'both: that what was not kept is not acknowledged',
        "return channel.acknowledge('again')",
        "return channel.acknowledge('done')",
      ],
    ],
  ),
  ...at(
    'shared/src/order/pay.ts',
    ['shared/src/order/pay'],
    [
      ['order: the channel of a payment', 'fact.channel !== order.channel || ', ''],
      ['order: the number of a payment', ' || fact.outTradeNo !== outTradeNo(order.id)', ''],
      ['order: the amount', 'fact.amountFen !== askedFen', 'false'],
      [
        'order: the currency',
        "if (fact.currency !== 'CNY') return { code: 'payment/currency-differs' }",
        '',
      ],
      ['order: the payer', 'fact.payerId !== null && fact.payerId !== order.payerId', 'false'],
      ['order: that a payment counts once', 'if (known) return unchanged(order)', 'void known'],
      [
        'order: that paid after a cancel goes back',
        "state.status === 'closed' && (state.reason === 'cancelled' || holdsBenefits(order))",
        'false',
      ],
    ],
  ),
  ...at(
    'shared/src/order/refund.ts',
    ['shared/src/order/refund'],
    [
      ['refund: whose it is', ' || !ours', ''],
      [
        'refund: the amount',
        "if (fact.amountFen !== refund.amountFen) return refuse({ code: 'refund/amount-differs' })",
        '',
      ],
      [
        'refund: that it counts once',
        "if (refund.state.at !== 'requested' && refund.state.at !== 'halted') return ok(unchanged(order))",
        '',
      ],
      ['refund: that it is done', "if (fact.status !== 'done') return ok(unchanged(order))", ''],
      [
        'refund: that only what is halted is paid out',
        "if (!found.ok || found.value.refund.state.at === 'halted') return found",
        'return found',
      ],
    ],
  ),
  ...at(
    'shared/src/stored-value/receive.ts',
    ['shared/src/stored-value/recharge.test'],
    [
      ['recharge: the channel of a payment', 'fact.channel !== source.channel || ', ''],
      ['recharge: the number of a payment', ' || fact.outTradeNo !== rechargeTradeNo(id)', ''],
      [
        'recharge: the amount',
        "if (fact.amountFen !== amountFen) return { code: 'payment/amount-differs' }",
        '',
      ],
      [
        'recharge: the currency',
        "if (fact.currency !== 'CNY') return { code: 'payment/currency-differs' }",
        '',
      ],
      ['recharge: the payer', 'fact.payerId !== null && fact.payerId !== source.payerId', 'false'],
      ['recharge: that a payment counts once', 'if (isKnown) return nothingMoved(account)', ''],
    ],
  ),
  ...at(
    'shared/src/stored-value/recharge.ts',
    ['shared/src/stored-value/recharge.test'],
    [
      [
        'recharge: a number that is no order’s',
        "const TRADE_PREFIX = 'rc'",
        "const TRADE_PREFIX = ''",
      ],
    ],
  ),
  ...at(
    'shared/src/stored-value/recharge-card.ts',
    ['shared/src/stored-value/recharge-card'],
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
