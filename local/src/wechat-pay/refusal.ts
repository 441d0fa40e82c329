/** Why WeChat Pay does not do what it was asked, as it goes over the wire. */
export interface WechatPayRefusal {
  readonly status: 202 | 400 | 401 | 403 | 404 | 429 | 500 | 503
  readonly code: string
  /** For people and logs: one code has several, and WeChat Pay rewords them. */
  readonly message: string
  /** What the `Request-ID` of the reply ends in, where it is known. */
  readonly number?: number
  readonly detail?: Readonly<Record<string, unknown>>
}

/**
 * Codes and statuses from the error tables of the pages of each endpoint
 * (pay.weixin.qq.com/doc/v3/merchant/4012791856, 4012791859, 4012791860, 4013071036), numbers and
 * most messages from the trouble-shooting guide in wechatpay-apiv3/wechatpay-skills.
 */
export const REFUSALS = {
  anonymous: refusal(400, 'INVALID_REQUEST', 'Http头缺少Accept或User-Agent'),
  appidMismatch: refusal(400, 'APPID_MCHID_NOT_MATCH', 'appid和mch_id不匹配', 268445527),
  mchidMismatch: refusal(
    400,
    'PARAM_ERROR',
    'http header中的mchid与post payload中的mchid不匹配',
    268435461,
  ),
  unknownSerial: refusal(400, 'PARAM_ERROR', '平台证书序列号Wechatpay-Serial错误', 268435461),
  changedTrade: refusal(400, 'INVALID_REQUEST', '请求重入时，参数与首次请求时不一致', 268498688),
  paidBefore: refusal(400, 'ORDER_PAID', '该订单已支付', 268498689),
  closedBefore: refusal(400, 'ORDER_CLOSED', '该订单已失效', 268447914),
  paidNotClosable: refusal(400, 'ORDER_PAID', '订单已支付', 268449538),
  unknownTrade: refusal(404, 'ORDER_NOT_EXIST', '订单不存在', 268512771),
  nothingToRefund: refusal(404, 'RESOURCE_NOT_EXISTS', '订单不存在', 268512771),
  unknownRefund: refusal(404, 'RESOURCE_NOT_EXISTS', '退款单不存在'),
  changedRefund: refusal(
    400,
    'REFUND_FEE_MISMATCH',
    '订单金额或退款金额与之前请求不一致，请核实后再试',
  ),
  refundTooLarge: refusal(400, 'INVALID_REQUEST', '申请退款金额大于订单剩余可退金额'),
  refundTooOften: refusal(400, 'INVALID_REQUEST', '部分退款次数已达上限'),
  refundTooLate: refusal(400, 'TRADE_OVERDUE', '订单已经超过退款期限'),
  refundTooSoon: refusal(429, 'FREQUENCY_LIMITED', '频率限制，请间隔1分钟后原单重试', 268447840),
  noCertificates: refusal(
    404,
    'RESOURCE_NOT_EXISTS',
    '无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥。',
  ),
  broken: refusal(500, 'SYSTEM_ERROR', '系统异常，请稍后重试'),
} as const

/** Refusals that no state of a stand-in leads to; the fault `refuses` asks for them by code. */
const ON_DEMAND: readonly WechatPayRefusal[] = [
  refusal(202, 'USERPAYING', '用户支付中，需要输入密码'),
  refusal(400, 'MCH_NOT_EXISTS', '商户号不存在'),
  refusal(403, 'ACCOUNT_ERROR', '账号异常'),
  refusal(403, 'NO_AUTH', '商户号该产品权限未开通'),
  refusal(403, 'NOT_ENOUGH', '基本账户余额不足，请充值后重新发起'),
  refusal(403, 'OUT_TRADE_NO_USED', '商户订单号重复'),
  refusal(403, 'RULE_LIMIT', '业务规则限制'),
  refusal(403, 'TRADE_ERROR', '交易错误'),
  refusal(403, 'USER_ACCOUNT_ABNORMAL', '用户账号异常，退款申请失败'),
  refusal(429, 'FREQUENCY_LIMITED', '请求频率超过限制', 268447840),
  refusal(500, 'BANK_ERROR', '银行系统异常'),
  refusal(500, 'INVALID_TRANSACTIONID', '订单号非法'),
  refusal(500, 'OPENID_MISMATCH', 'openid和appid不匹配'),
  refusal(503, 'SERVICE_UNAVAILABLE', '服务不可用，请稍后重试'),
]

export const refusalOnDemand = (code: unknown): WechatPayRefusal =>
  ON_DEMAND.find((known) => known.code === code) ?? REFUSALS.broken

/** The pages drift between two spellings of these; normalise by removing `_`. */
const DRIFTING = new Set([
  'ACCOUNT_ERROR',
  'BANK_ERROR',
  'NOT_ENOUGH',
  'ORDER_CLOSED',
  'ORDER_NOT_EXIST',
  'ORDER_PAID',
  'RULE_LIMIT',
  'SYSTEM_ERROR',
])

export type Spelling = 'underscored' | 'joined'

export const spellCode = (code: string, spelling: Spelling): string =>
  spelling === 'joined' && DRIFTING.has(code) ? code.replaceAll('_', '') : code

function refusal(
  status: WechatPayRefusal['status'],
  code: string,
  message: string,
  number?: number,
): WechatPayRefusal {
  return { status, code, message, ...(number === undefined ? {} : { number }) }
}
