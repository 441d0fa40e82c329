import { type AlipayRefusal, refusalOnDemand as alipayRefusal } from '../../src/alipay/wire/refusal'
import { refusalOnDemand as wechatPayRefusal, spellCode } from '../../src/wechat-pay/wire/refusal'

/** The codes of the pages of JSAPI orders and refunds, older and newer, with their HTTP status. */
test.each([
  [202, 'USERPAYING', 'USERPAYING'],
  [400, 'APPID_MCHID_NOT_MATCH', 'APPID_MCHID_NOT_MATCH'],
  [400, 'INVALID_REQUEST', 'INVALID_REQUEST'],
  [400, 'MCH_NOT_EXISTS', 'MCH_NOT_EXISTS'],
  [400, 'ORDER_CLOSED', 'ORDERCLOSED'],
  [400, 'ORDER_PAID', 'ORDERPAID'],
  [400, 'PARAM_ERROR', 'PARAM_ERROR'],
  [401, 'SIGN_ERROR', 'SIGN_ERROR'],
  [403, 'ACCOUNT_ERROR', 'ACCOUNTERROR'],
  [403, 'NOT_ENOUGH', 'NOTENOUGH'],
  [403, 'NO_AUTH', 'NO_AUTH'],
  [403, 'OUT_TRADE_NO_USED', 'OUT_TRADE_NO_USED'],
  [403, 'RULE_LIMIT', 'RULELIMIT'],
  [403, 'TRADE_ERROR', 'TRADE_ERROR'],
  [403, 'USER_ACCOUNT_ABNORMAL', 'USER_ACCOUNT_ABNORMAL'],
  [404, 'ORDER_NOT_EXIST', 'ORDERNOTEXIST'],
  [404, 'RESOURCE_NOT_EXISTS', 'RESOURCE_NOT_EXISTS'],
  [429, 'FREQUENCY_LIMITED', 'FREQUENCY_LIMITED'],
  [500, 'BANK_ERROR', 'BANKERROR'],
  [500, 'INVALID_TRANSACTIONID', 'INVALID_TRANSACTIONID'],
  [500, 'OPENID_MISMATCH', 'OPENID_MISMATCH'],
  [500, 'SYSTEM_ERROR', 'SYSTEMERROR'],
])('WeChat Pay can return %i %s, or %s', (status, code, joined) => {
  expect(wechatPayRefusal(code)).toMatchObject({ status, code })
  expect([spellCode(code, 'underscored'), spellCode(code, 'joined')]).toEqual([code, joined])
})

const TRADE_CODES = [
  ...['SYSTEM_ERROR', 'INVALID_PARAMETER', 'ACCESS_FORBIDDEN', 'EXIST_FORBIDDEN_WORD'],
  ...['PARTNER_ERROR', 'TOTAL_FEE_EXCEED', 'CONTEXT_INCONSISTENT', 'TRADE_HAS_SUCCESS'],
  ...['TRADE_HAS_CLOSE', 'BUYER_SELLER_EQUAL', 'TRADE_BUYER_NOT_MATCH'],
  ...['BUYER_ENABLE_STATUS_FORBID', 'SELLER_BEEN_BLOCKED', 'TRADE_NOT_EXIST'],
  ...['TRADE_STATUS_ERROR', 'REASON_TRADE_STATUS_INVALID', 'REASON_ILLEGAL_STATUS'],
  ...['SELLER_BALANCE_NOT_ENOUGH', 'REFUND_AMT_NOT_EQUAL_TOTAL', 'REASON_TRADE_BEEN_FREEZEN'],
  ...['TRADE_HAS_FINISHED', 'DISCORDANT_REPEAT_REQUEST', 'REASON_TRADE_REFUND_FEE_ERR'],
  ...['TRADE_NOT_ALLOW_REFUND', 'REFUND_FEE_ERROR'],
]

/** The codes of the pages of trades and refunds, and of the gateway. */
test.each<[AlipayRefusal['code'], string]>([
  ['20000', 'isp.unknow-error'],
  ['20000', 'aop.unknow-error'],
  ['20001', 'aop.invalid-auth-token'],
  ['40005', 'isv.app-call-limited'],
  ['40006', 'isv.insufficient-isv-permissions'],
  ...TRADE_CODES.map((code): [AlipayRefusal['code'], string] => ['40004', `ACQ.${code}`]),
])('Alipay can return %s %s', (code, subCode) => {
  expect(alipayRefusal(subCode)).toMatchObject({ code, subCode })
})
