/** A place where faults strike, and what can go wrong there. FAULTS.md has the same, in full. */
export interface FaultPlace {
  readonly at: string
  readonly title: string
  readonly kinds: readonly FaultKind[]
}

export interface FaultKind {
  readonly kind: string
  readonly title: string
}

const fault = (kind: string, title: string): FaultKind => ({ kind, title })

/** What every exchange with a gateway can suffer. */
const REPLY: readonly FaultKind[] = [
  fault('timeout-before-commit', '不应答,也没有处理'),
  fault('timeout-after-commit', '不应答,但已处理'),
  fault('http-500', '系统错误,没有处理'),
  fault('http-500-after-commit', '系统错误,但已处理'),
  fault('html-502', '502 网页'),
  fault('garbage', '应答残缺'),
  fault('slow', '应答很慢'),
]

const GATEWAY_REPLY: readonly FaultKind[] = [
  ...REPLY,
  fault('refuses', '按指定的错误码拒绝'),
  fault('bad-signature', '应答签名是错的'),
  fault('unsigned', '应答没有签名'),
]

const WECHAT_PAY_REPLY: readonly FaultKind[] = [
  ...GATEWAY_REPLY,
  fault('signtest-reply', '应答签名探测'),
]

const NOTICE: readonly FaultKind[] = [
  fault('lost', '通知丢失'),
  fault('duplicate', '通知重复'),
  fault('late', '通知迟到'),
  fault('forged', '伪造的通知'),
  fault('tampered', '被篡改的通知'),
  fault('stale-timestamp', '过期的通知'),
  fault('wrong-amount', '金额不对,签名是真的'),
  fault('wrong-appid', '应用不对,签名是真的'),
  fault('wrong-payer', '付款人不对,签名是真的'),
  fault('wrong-trade', '单号不对,签名是真的'),
  fault('unknown-fields', '多了不认识的字段'),
]

const WECHAT_PAY_NOTICE: readonly FaultKind[] = [
  ...NOTICE,
  fault('signtest', '签名探测'),
  fault('unknown-serial', '不认识的公钥 ID'),
  fault('future-timestamp', '来自未来的通知'),
  fault('wrong-currency', '币种不对,签名是真的'),
  fault('wrong-mchid', '商户号不对,签名是真的'),
]

const ALIPAY_NOTICE: readonly FaultKind[] = [
  ...NOTICE,
  fault('sha1', '旧算法的签名'),
  fault('wrong-seller', '卖家不对,签名是真的'),
]

export const FAULT_PLACES: readonly FaultPlace[] = [
  {
    at: 'wallet.pay',
    title: '钱包 · 支付',
    kinds: [
      fault('says-paid-without-paying', '说付了,其实没付'),
      fault('pays-but-says-cancelled', '付了,却说取消'),
      fault('pays-but-says-failed', '付了,却说失败'),
      fault('pays-but-says-unknown', '付了,却说结果未知'),
      fault('no-answer', '付了,不回话'),
      fault('dies-before-paying', '没付,也不回话'),
    ],
  },
  {
    at: 'cloudbase.functions',
    title: '云函数 · 调用',
    kinds: [fault('fail-before', '失败,没有运行'), fault('fail-after', '运行了,却说失败')],
  },
  {
    at: 'cloudbase.admin',
    title: '云数据库 · 请求',
    kinds: [
      fault('error', '系统错误,没有处理'),
      fault('lost-request', '断线,没有处理'),
      fault('lost-reply', '断线,但已处理'),
    ],
  },
  { at: 'wechat-pay.notify', title: '微信支付 · 通知', kinds: WECHAT_PAY_NOTICE },
  { at: 'wechat-pay.prepay', title: '微信支付 · 下单', kinds: WECHAT_PAY_REPLY },
  { at: 'wechat-pay.query', title: '微信支付 · 查单', kinds: WECHAT_PAY_REPLY },
  { at: 'wechat-pay.close', title: '微信支付 · 关单', kinds: WECHAT_PAY_REPLY },
  {
    at: 'wechat-pay.refund',
    title: '微信支付 · 退款',
    kinds: [
      ...WECHAT_PAY_REPLY,
      fault('ends-abnormal', '受理后变为异常'),
      fault('ends-closed', '受理后关闭'),
    ],
  },
  { at: 'wechat-pay.refund-query', title: '微信支付 · 查退款', kinds: WECHAT_PAY_REPLY },
  { at: 'wechat-pay.certificates', title: '微信支付 · 平台证书', kinds: WECHAT_PAY_REPLY },
  { at: 'wechat-pay.echo', title: '微信支付 · 签名测试', kinds: WECHAT_PAY_REPLY },
  { at: 'alipay.notify', title: '支付宝 · 通知', kinds: ALIPAY_NOTICE },
  { at: 'alipay.oauth', title: '支付宝 · 登录', kinds: GATEWAY_REPLY },
  { at: 'alipay.create', title: '支付宝 · 下单', kinds: GATEWAY_REPLY },
  { at: 'alipay.query', title: '支付宝 · 查单', kinds: GATEWAY_REPLY },
  { at: 'alipay.close', title: '支付宝 · 关单', kinds: GATEWAY_REPLY },
  {
    at: 'alipay.refund',
    title: '支付宝 · 退款',
    kinds: [...GATEWAY_REPLY, fault('unsure', '退了,却说没有资金变动')],
  },
  { at: 'alipay.refund-query', title: '支付宝 · 查退款', kinds: GATEWAY_REPLY },
  { at: 'wechat.code2session', title: '微信 · 登录', kinds: REPLY },
  { at: 'wechat.token', title: '微信 · 凭据', kinds: REPLY },
  { at: 'wechat.phone-number', title: '微信 · 手机号', kinds: REPLY },
]
