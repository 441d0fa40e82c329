/** Reason of a refusal, as in the node of the reply. */
export interface AlipayRefusal {
  readonly code: '20000' | '20001' | '40001' | '40002' | '40003' | '40004' | '40005' | '40006'
  /** `isv.…` from the gateway, `ACQ.…` from the business behind it. */
  readonly subCode: string
  readonly subMsg: string
}

const MESSAGES: Readonly<Record<AlipayRefusal['code'], string>> = {
  '20000': 'Service Currently Unavailable',
  '20001': 'Insufficient Token Permissions',
  '40001': 'Missing Required Arguments',
  '40002': 'Invalid Arguments',
  '40003': 'Insufficient Conditions',
  '40004': 'Business Failed',
  '40005': 'Call Limited',
  '40006': 'Insufficient Permissions',
}

export const presentRefusal = ({ code, subCode, subMsg }: AlipayRefusal) => ({
  code,
  msg: MESSAGES[code],
  sub_code: subCode,
  sub_msg: subMsg,
})

/** 公共错误码 (opendocs.alipay.com/common/02km9f). */
export const missing = (what: string, name: string): AlipayRefusal => ({
  code: '40001',
  subCode: `isv.missing-${what}`,
  subMsg: `缺少${name}参数`,
})

export const invalid = (what: string, subMsg: string): AlipayRefusal => ({
  code: '40002',
  subCode: `isv.${what}`,
  subMsg,
})

/**
 * Encrypted with another key, or not at all. The page has it among 40002; a genuine reply, which is
 * kept in the tests of Alipay's own SDK for Node, has 40003 and these words.
 */
export const undecryptable: AlipayRefusal = {
  code: '40003',
  subCode: 'isv.decryption-error-unknown',
  subMsg: '解密出错, 未知错误',
}

/** 业务错误码 of the pages open/02ekfp, 02ekfq, 02ekfs, 02ekft. */
export const REFUSALS = {
  unknownToken: {
    code: '20001',
    subCode: 'aop.invalid-app-auth-token',
    subMsg: '无效的应用授权令牌',
  },
  broken: business('ACQ.SYSTEM_ERROR', '系统错误'),
  badParameter: business('ACQ.INVALID_PARAMETER', '参数无效'),
  changedTrade: business('ACQ.CONTEXT_INCONSISTENT', '交易信息被篡改'),
  paidBefore: business('ACQ.TRADE_HAS_SUCCESS', '交易已被支付'),
  closedBefore: business('ACQ.TRADE_HAS_CLOSE', '交易已经关闭'),
  expiresInPast: business('ACQ.NOW_TIME_AFTER_EXPIRE_TIME_ERROR', '超时时间设置错误'),
  totalTooLarge: business('ACQ.TOTAL_FEE_EXCEED', '订单总金额不在允许范围内'),
  unknownTrade: business('ACQ.TRADE_NOT_EXIST', '交易不存在'),
  notClosable: business('ACQ.TRADE_STATUS_ERROR', '交易状态不合法'),
  closedAlready: business('ACQ.REASON_TRADE_STATUS_INVALID', '交易状态异常'),
  notRefundable: business('ACQ.TRADE_STATUS_ERROR', '交易状态非法'),
  finished: business('ACQ.TRADE_HAS_FINISHED', '交易已完结'),
  partWithoutNumber: business('ACQ.REFUND_AMT_NOT_EQUAL_TOTAL', '退款金额与订单总金额不一致'),
  changedRefund: business('ACQ.DISCORDANT_REPEAT_REQUEST', '不一致的请求'),
  refundTooLarge: business('ACQ.REASON_TRADE_REFUND_FEE_ERR', '退款金额无效'),
  sellerBalanceTooLow: business('ACQ.SELLER_BALANCE_NOT_ENOUGH', '卖家余额不足'),
  noReceivers: business('ACQ.RECEIVER_LIST_EMPTY', '分账收款方列表为空'),
  tooManyReceivers: business('ACQ.RELATION_QUANTITY_LIMIT', '达到分账关系集数量上限'),
  unboundReceiver: business('ACQ.ROYALTY_RECEIVER_INVALID', '收入方不在分账关系内'),
  shareTooLarge: business('ACQ.ALLOC_AMOUNT_VALIDATE_ERROR', '分账金额超过最大可分账金额'),
  changedSettlement: business('ACQ.DISCORDANT_REPEAT_REQUEST', '不一致的请求'),
  unknownSettlement: business('ACQ.SETTLEMENT_NOT_EXIST', '结算单不存在'),
  badBillArgument: business('INVAILID_ARGUMENTS', '入参不合法'), // spelt so on the page
  noBill: business('BILL_NOT_EXIST', '账单不存在'),
  emptyBill: business('NO_BILL_DATA', '账单无数据'),
  templateIllegal: business('USER_TEMPLATE_ILLEGAL', '模板非法'),
  formIdIllegal: business('FORM_ID_NOT_MATCH_APPID', 'formId和appId不匹配'),
  notSubscribed: business('USER_NOT_SUBSCRIBE', '用户未订阅'),
  keywordTooLong: business('USER_KEYWORD_LENGTH_ERROR', '关键词超长'),
  messageIllegal: business('INVALID_PARAMETER', '参数有误'),
  // 商家券: the first two are from secondary sources, the others are guesses
  voucherIllegal: business('REQUEST_PARAM_ILLEGAL', '参数有误'),
  activityOver: business('ACTIVITY_EXPIRED', '活动已过期'),
  unknownActivity: business('ACTIVITY_NOT_EXIST', '活动不存在'),
  activityNotActive: business('ACTIVITY_STATUS_ERROR', '活动状态不允许此操作'),
  quantityIllegal: business('VOUCHER_QUANTITY_ILLEGAL', '发券数量只能增加，且须与导入的券码数一致'),
  changedVoucherRequest: business('DISCORDANT_REPEAT_REQUEST', '不一致的请求'),
  unknownVoucher: business('VOUCHER_NOT_EXIST', '券不存在'),
  voucherUsed: business('VOUCHER_HAS_USED', '券已核销'),
  voucherNotUsed: business('VOUCHER_NOT_USED', '券未核销'),
  voucherOutOfTime: business('VOUCHER_NOT_IN_VALID_TIME', '券不在有效期'),
  unavailable: { code: '20000', subCode: 'isp.unknow-error', subMsg: '系统繁忙' },
  limited: { code: '40005', subCode: 'isv.app-call-limited', subMsg: '应用调用次数超限' },
  refundOfNothing: business('ACQ.REFUND_FEE_ERROR', '交易退款金额有误'),
} as const satisfies Readonly<Record<string, AlipayRefusal>>

/** Refusals that no state of the emulator leads to. */
const ON_DEMAND: readonly AlipayRefusal[] = [
  { code: '20000', subCode: 'aop.unknow-error', subMsg: '系统繁忙' },
  { code: '20001', subCode: 'aop.invalid-auth-token', subMsg: '无效的访问令牌' },
  { code: '40006', subCode: 'isv.insufficient-isv-permissions', subMsg: 'ISV权限不足' },
  business('ACQ.ACCESS_FORBIDDEN', '无权限使用接口'),
  business('ACQ.BUYER_ENABLE_STATUS_FORBID', '买家状态非法'),
  business('ACQ.BUYER_SELLER_EQUAL', '买卖家不能相同'),
  business('ACQ.EXIST_FORBIDDEN_WORD', '订单信息中包含违禁词'),
  business('ACQ.PARTNER_ERROR', '应用APP_ID填写错误'),
  business('ACQ.REASON_TRADE_BEEN_FREEZEN', '请求退款的交易被冻结'),
  business('ACQ.REASON_ILLEGAL_STATUS', '交易状态异常'),
  business('ACQ.SELLER_BEEN_BLOCKED', '商家账号被冻结'),
  business('ACQ.TRADE_BUYER_NOT_MATCH', '交易买家不匹配'),
  business('ACQ.TRADE_NOT_ALLOW_REFUND', '当前交易不允许退款'),
]

/** The fault `refuses` selects by code. */
export const refusalOnDemand = (subCode: unknown): AlipayRefusal =>
  [...ON_DEMAND, ...Object.values(REFUSALS)].find((known) => known.subCode === subCode) ??
  REFUSALS.broken

function business(subCode: string, subMsg: string): AlipayRefusal {
  return { code: '40004', subCode, subMsg }
}
