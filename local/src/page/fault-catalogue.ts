/** A place of fault injection, with its faults. FAULTS.md has the same in full. */
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

/** Faults of every exchange with a gateway. */
const REPLY: readonly FaultKind[] = [
  fault('timeout-before-commit', '不应答，也没有处理'),
  fault('timeout-after-commit', '不应答，但已处理'),
  fault('reset', '断线，没有处理'),
  fault('reset-after-commit', '断线，但已处理'),
  fault('http-500', '系统错误，没有处理'),
  fault('http-500-after-commit', '系统错误，但已处理'),
  fault('limited', '调用过于频繁'),
  fault('html-502', '502 网页'),
  fault('redirect', '跳转到别处'),
  fault('garbage', '应答残缺'),
  fault('cut-off', '应答传到一半断线'),
  fault('half-closed', '应答没传完就收线'),
  fault('gzip', '应答是压缩的'),
  fault('slow', '应答很慢'),
  fault('drip', '应答一点一点地来'),
]

const GATEWAY_REPLY: readonly FaultKind[] = [
  ...REPLY,
  fault('refuses', '按指定的错误码拒绝'),
  fault('bad-signature', '应答签名是错的'),
  fault('unsigned', '应答没有签名'),
  fault('stale-reply', '应答签名是十分钟前的'),
  fault('clock-skew', '网关的时钟不准'),
]

const WECHAT_PAY_REPLY: readonly FaultKind[] = [
  ...GATEWAY_REPLY,
  fault('signtest-reply', '应答签名探测'),
]

const NOTICE: readonly FaultKind[] = [
  fault('lost', '通知丢失一次'),
  fault('never', '从不通知'),
  fault('duplicate', '通知重复'),
  fault('again', '收到了还再通知'),
  fault('replayed', '原样重放旧通知'),
  fault('late', '通知迟到'),
  fault('forged', '伪造的通知'),
  fault('tampered', '被篡改的通知'),
  fault('stale-timestamp', '过期的通知'),
  fault('future-timestamp', '来自未来的通知'),
  fault('wrong-amount', '金额不对，签名是真的'),
  fault('wrong-appid', '应用不对，签名是真的'),
  fault('wrong-payer', '付款人不对，签名是真的'),
  fault('wrong-trade', '单号不对，签名是真的'),
  fault('unknown-fields', '多了不认识的字段'),
]

const WECHAT_PAY_NOTICE: readonly FaultKind[] = [
  ...NOTICE,
  fault('signtest', '签名探测'),
  fault('unknown-serial', '不认识的公钥 ID'),
  fault('other-key', '换一把钥匙签名'),
  fault('wrong-currency', '币种不对，签名是真的'),
  fault('wrong-mchid', '商户号不对，签名是真的'),
  fault('wrong-aad', '附加数据不对'),
  fault('empty-aad', '没有附加数据'),
  fault('pretty-printed', '换行缩进的报文'),
  fault('unicode-escaped', '汉字转义的报文'),
]

const ALIPAY_NOTICE: readonly FaultKind[] = [
  ...NOTICE,
  fault('sha1', '旧算法的签名'),
  fault('odd-sign-type', '没听说过的签名类型'),
  fault('repeated-field', '金额出现两次'),
  fault('wrong-seller', '卖家不对，签名是真的'),
]

const PAY: readonly FaultKind[] = [fault('fails', '扣款失败'), fault('takes-long', '扣款很慢')]

const CLOSE: readonly FaultKind[] = [
  fault('pays-before', '关单之前刚好付了'),
  fault('pays-after', '关单之后还是付了'),
]

const PREPAY: readonly FaultKind[] = [fault('pays-before-reply', '先通知付款，后应答下单')]

const BILL: readonly FaultKind[] = [
  fault('bill-late', '账单还没有生成'),
  fault('bill-empty', '账单是空的'),
  fault('bill-missing-row', '账单少一行'),
  fault('bill-extra-row', '账单多一行'),
  fault('bill-wrong-fee', '手续费不对'),
  fault('bill-cut', '账单只有一半'),
  fault('bill-expired', '下载链接已过期'),
]

const WECHAT_PAY_BILL: readonly FaultKind[] = [...BILL, fault('bill-wrong-hash', '摘要不对')]

const place = (at: string, title: string, kinds: readonly FaultKind[]): FaultPlace => ({
  at,
  title,
  kinds,
})

const wechatPay = (operation: string, title: string, own: readonly FaultKind[] = []): FaultPlace =>
  place(`wechat-pay.${operation}`, `微信支付 · ${title}`, [...own, ...WECHAT_PAY_REPLY])

const alipay = (operation: string, title: string, own: readonly FaultKind[] = []): FaultPlace =>
  place(`alipay.${operation}`, `支付宝 · ${title}`, [...own, ...GATEWAY_REPLY])

export const FAULT_PLACES: readonly FaultPlace[] = [
  place('wallet.pay', '钱包 · 支付', [
    fault('says-paid-without-paying', '说付了，其实没付'),
    fault('pays-but-says-cancelled', '付了，却说取消'),
    fault('pays-but-says-failed', '付了，却说失败'),
    fault('pays-but-says-unknown', '付了，却说结果未知'),
    fault('no-answer', '付了，不回话'),
    fault('dies-before-paying', '没付，也不回话'),
  ]),
  place('wallet.phone-number', '钱包 · 手机号', [fault('quota-out', '小程序的次数用完了')]),
  place('cloudbase.functions', '云函数 · 调用', [
    fault('fail-before', '失败，没有运行'),
    fault('fail-after', '运行了，却说失败'),
  ]),
  place('cloudbase.admin', '云数据库 · 请求', [
    fault('error', '系统错误，没有处理'),
    fault('lost-request', '断线，没有处理'),
    fault('lost-reply', '断线，但已处理'),
  ]),
  place('wechat-pay.notify', '微信支付 · 通知', WECHAT_PAY_NOTICE),
  place('wechat-pay.pay', '微信支付 · 扣款', PAY),
  wechatPay('prepay', '下单', PREPAY),
  wechatPay('query', '查单'),
  wechatPay('close', '关单', CLOSE),
  wechatPay('refund', '退款', [
    fault('ends-abnormal', '受理后变为异常'),
    fault('ends-closed', '受理后关闭'),
  ]),
  wechatPay('refund-query', '查退款'),
  wechatPay('abnormal-refund', '异常退款'),
  wechatPay('receiver-add', '添加分账接收方'),
  wechatPay('receiver-delete', '删除分账接收方'),
  wechatPay('share', '分账', [fault('share-fails', '受理后分账失败')]),
  wechatPay('share-query', '查分账'),
  wechatPay('share-amount', '查剩余待分金额'),
  wechatPay('unfreeze', '解冻剩余资金'),
  wechatPay('share-return', '分账回退', [fault('return-fails', '受理后回退失败')]),
  wechatPay('share-return-query', '查分账回退'),
  wechatPay('trade-bill', '交易账单', WECHAT_PAY_BILL),
  wechatPay('fund-flow-bill', '资金账单', WECHAT_PAY_BILL),
  wechatPay('bill-download', '下载账单'),
  wechatPay('stock', '创建商家券'),
  wechatPay('stock-query', '查商家券批次'),
  wechatPay('stock-budget', '改批次预算'),
  wechatPay('coupon-codes', '上传券码'),
  wechatPay('coupon-callback', '设置领券通知地址'),
  wechatPay('coupon-callback-query', '查领券通知地址'),
  wechatPay('coupon-use', '核销券'),
  wechatPay('coupon-return', '退券'),
  wechatPay('coupon-deactivate', '使券失效'),
  wechatPay('coupon-associate', '券关联订单'),
  wechatPay('coupon-disassociate', '券取消关联订单'),
  wechatPay('coupon-list', '查用户的券'),
  wechatPay('coupon-query', '查用户单张券'),
  wechatPay('fapiao-config', '电子发票回调地址'),
  wechatPay('fapiao-issue', '开成品油发票'),
  wechatPay('fapiao-issue-general', '开通用发票'),
  wechatPay('fapiao-query', '查发票'),
  wechatPay('fapiao-files', '发票下载地址'),
  wechatPay('fapiao-reverse', '发票冲红'),
  wechatPay('certificates', '平台证书'),
  wechatPay('echo', '签名测试'),
  place('alipay.notify', '支付宝 · 通知', ALIPAY_NOTICE),
  place('alipay.pay', '支付宝 · 扣款', PAY),
  alipay('oauth', '登录'),
  alipay('create', '下单', PREPAY),
  alipay('query', '查单'),
  alipay('close', '关单', CLOSE),
  alipay('refund', '退款', [fault('unsure', '退了，却说没有资金变动')]),
  alipay('refund-query', '查退款'),
  alipay('royalty-bind', '绑定分账关系'),
  alipay('royalty-unbind', '解绑分账关系'),
  alipay('settle', '分账'),
  alipay('settle-query', '查分账'),
  alipay('bill', '账单', BILL),
  alipay('message', '模板消息'),
  alipay('app-code', '小程序码'),
  alipay('voucher-create', '创建商家券活动'),
  alipay('voucher-codes', '导入券码'),
  alipay('voucher-code-count', '数券码'),
  alipay('voucher-append', '改发券数量'),
  alipay('voucher-stop', '停止券活动'),
  alipay('voucher-query', '查券活动'),
  alipay('voucher-use', '核销券'),
  alipay('voucher-refund', '退券'),
  place('wechat.code2session', '微信 · 登录', REPLY),
  place('wechat.token', '微信 · 凭据', REPLY),
  place('wechat.stable-token', '微信 · 稳定版凭据', REPLY),
  place('wechat.phone-number', '微信 · 手机号', REPLY),
  place('wechat.subscribe-message', '微信 · 订阅消息', REPLY),
  place('wechat.app-code', '微信 · 小程序码', REPLY),
]
