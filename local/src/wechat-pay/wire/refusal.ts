/** Reason of a refusal, as sent over the wire. */
export interface WechatPayRefusal {
  readonly status: 202 | 400 | 401 | 403 | 404 | 429 | 500 | 503
  readonly code: string
  /** For people and logs: one code has several, and WeChat Pay rewords them. */
  readonly message: string
  /** End of the reply's `Request-ID`, if known. */
  readonly number?: number
  readonly detail?: Readonly<Record<string, unknown>>
}

/**
 * Codes and statuses from the error tables of the pages of each endpoint
 * (pay.weixin.qq.com/doc/v3/merchant/4012791856, 4012791859, 4012791860, 4013071036, 4012524936,
 * 4012556692), numbers and most messages from the trouble-shooting guide in wechatpay-apiv3/wechatpay-skills.
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
  noAuthority: refusal(403, 'NO_AUTH', '特约子商户商户号未授权服务商的产品权限'),
  unknownSerial: refusal(400, 'PARAM_ERROR', '平台证书序列号Wechatpay-Serial错误', 268435461),
  changedTrade: refusal(400, 'INVALID_REQUEST', '请求重入时，参数与首次请求时不一致', 268498688),
  paidBefore: refusal(400, 'ORDER_PAID', '该订单已支付', 268498689),
  closedBefore: refusal(400, 'ORDER_CLOSED', '该订单已失效', 268447914),
  paidNotClosable: refusal(400, 'ORDER_PAID', '订单已支付', 268449538),
  userPaying: refusal(202, 'USERPAYING', '用户支付中，需要输入密码'),
  closedTooSoon: refusal(400, 'INVALID_REQUEST', '订单生成后不能马上调用关单接口'),
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
  balanceTooLow: refusal(403, 'NOT_ENOUGH', '基本账户余额不足，请充值后重新发起'),
  frozenTooLow: refusal(403, 'NOT_ENOUGH', '订单剩余待分账金额不足，请先解冻后再退款'),
  notAbnormal: refusal(400, 'INVALID_REQUEST', '退款单状态不是退款异常，不能发起异常退款'),
  refundTooSoon: refusal(429, 'FREQUENCY_LIMITED', '频率限制，请间隔1分钟后原单重试', 268447840),
  noCertificates: refusal(
    404,
    'RESOURCE_NOT_EXISTS',
    '无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥。',
  ),
  unreadable: refusal(400, 'PARAM_ERROR', '请求报文无法读取', 268435461),
  limited: refusal(429, 'FREQUENCY_LIMITED', '请求频率超过限制', 268447840),
  noBill: refusal(400, 'NO_STATEMENT_EXIST', '账单文件不存在'),
  billInTheMaking: refusal(400, 'STATEMENT_CREATING', '账单生成中'),
  billDate: refusal(400, 'INVALID_REQUEST', '账单日期不合法，仅支持三个月内、今天以前的账单'),
  billLinkExpired: refusal(400, 'INVALID_REQUEST', '下载链接过期，请重新申请账单'),
  nothingToShare: refusal(404, 'RESOURCE_NOT_EXISTS', '订单不存在或未支付'),
  notToBeShared: refusal(400, 'INVALID_REQUEST', '非分账订单不支持分账'),
  sharedTooSoon: refusal(400, 'INVALID_REQUEST', '订单处理中，请稍后重试'),
  sharingOver: refusal(400, 'INVALID_REQUEST', '订单已完结分账，不支持分账'),
  sharedTooOften: refusal(400, 'INVALID_REQUEST', '分账次数已达上限'),
  noRelation: refusal(400, 'INVALID_REQUEST', '分账接收方关系不存在'),
  changedSharing: refusal(400, 'INVALID_REQUEST', '分账接收方与原请求不一致'),
  shareTooLarge: refusal(
    400,
    'INVALID_REQUEST',
    '分账金额超出最大分账比例，最大可分账金额需等比例扣除退款与补差回退等逆向交易金额',
  ),
  shareNotEnough: refusal(403, 'NOT_ENOUGH', '分账金额不足'),
  unknownSharing: refusal(404, 'RESOURCE_NOT_EXISTS', '分账单不存在'),
  unknownReturn: refusal(404, 'RESOURCE_NOT_EXISTS', '分账回退单不存在'),
  changedReturn: refusal(400, 'INVALID_REQUEST', '分账回退请求与原请求不一致'),
  notReturnable: refusal(400, 'INVALID_REQUEST', '该接收方在此分账单中没有可回退的分账'),
  returnTooLarge: refusal(403, 'NOT_ENOUGH', '回退金额超过可回退金额'),
  returnTooLate: refusal(400, 'INVALID_REQUEST', '已超过分账回退期限'),
  returnTooOften: refusal(400, 'INVALID_REQUEST', '分账回退次数已达上限'),
  // 商家券: pay.weixin.qq.com/doc/v3/partner/4012465557 has one table for all of its endpoints
  unknownMerchant: refusal(400, 'MCH_NOT_EXISTS', '商户号不存在'),
  stockTaken: refusal(400, 'RESOURCE_ALREADY_EXISTS', '批次已存在'),
  stockOver: refusal(400, 'INVALID_REQUEST', '批次可用时间已过'),
  unknownStock: refusal(404, 'RESOURCE_NOT_EXISTS', '批次不存在'),
  budgetDiffers: refusal(400, 'INVALID_REQUEST', '当前发放个数与批次不一致'),
  budgetSpent: refusal(400, 'INVALID_REQUEST', '目标发放个数小于已发放个数'),
  wrongCodeMode: refusal(400, 'INVALID_REQUEST', '发券模式不合法'),
  tooManyCodes: refusal(400, 'INVALID_REQUEST', '上传的自定义code已达上限'),
  noCallback: refusal(404, 'RESOURCE_NOT_EXISTS', '未设置通知地址'),
  unknownCoupon: refusal(404, 'RESOURCE_NOT_EXISTS', '券不存在'),
  unknownUser: refusal(404, 'USER_NOT_EXISTS', 'openid不正确'),
  couponUsed: refusal(400, 'RESOURCE_ALREADY_EXISTS', '券已被其他订单核销'),
  couponOutOfTime: refusal(403, 'RULE_LIMIT', '券不在有效期'),
  couponNotUsed: refusal(400, 'INVALID_REQUEST', '券未核销'),
  couponNotAvailable: refusal(400, 'INVALID_REQUEST', '券不是可用状态'),
  notAssociated: refusal(404, 'RESOURCE_NOT_EXISTS', '券与订单没有关联关系'),
  changedCouponRequest: refusal(400, 'INVALID_REQUEST', '请求重入时，参数与首次请求时不一致'),
  // 电子发票: the pages list the codes of all interfaces, not who gives which
  fapiaoTaken: refusal(400, 'RESOURCE_ALREADY_EXISTS', '商户发票单号已存在'),
  fapiaoIssuing: refusal(400, 'INVALID_REQUEST', '该申请单已有开具中或已开具的发票'),
  fapiaoTooOften: refusal(400, 'INVALID_REQUEST', '该申请单的重试次数已达上限'),
  noTransaction: refusal(404, 'RESOURCE_NOT_EXISTS', '交易信息不存在'),
  otherTransactionAmount: refusal(400, 'INVALID_REQUEST', '交易金额与实际不一致'),
  transactionInvoiced: refusal(400, 'INVALID_REQUEST', '该交易已开具过发票'),
  fapiaoTooLarge: refusal(400, 'INVALID_REQUEST', '开票金额大于交易金额'),
  unknownFapiao: refusal(404, 'RESOURCE_NOT_EXISTS', '发票不存在'),
  notReversible: refusal(400, 'INVALID_REQUEST', '发票当前状态不允许冲红'),
  broken: refusal(500, 'SYSTEM_ERROR', '系统异常，请稍后重试'),
} as const

/** Refusals that no state of the emulator leads to. */
const ON_DEMAND: readonly WechatPayRefusal[] = [
  refusal(401, 'SIGN_ERROR', '错误的签名，验签失败', 268443699),
  refusal(403, 'ACCOUNT_ERROR', '账号异常'),
  refusal(403, 'NO_AUTH', '商户号该产品权限未开通'),
  refusal(403, 'OUT_TRADE_NO_USED', '商户订单号重复'),
  refusal(403, 'RULE_LIMIT', '业务规则限制'),
  refusal(403, 'TRADE_ERROR', '交易错误'),
  refusal(403, 'USER_ACCOUNT_ABNORMAL', '用户账号异常，退款申请失败'),
  refusal(500, 'BANK_ERROR', '银行系统异常'),
  refusal(500, 'INVALID_TRANSACTIONID', '订单号非法'),
  refusal(500, 'OPENID_MISMATCH', 'openid和appid不匹配'),
  refusal(503, 'SERVICE_UNAVAILABLE', '服务不可用，请稍后重试'),
]

/** The fault `refuses` selects by code; among equal codes, the first in the tables. */
export const refusalOnDemand = (code: unknown): WechatPayRefusal =>
  [...ON_DEMAND, REFUSALS.limited, ...Object.values(REFUSALS)].find(
    (known) => known.code === code,
  ) ?? REFUSALS.broken

/** The pages vary between two spellings of these; normalise by removing `_`. */
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
