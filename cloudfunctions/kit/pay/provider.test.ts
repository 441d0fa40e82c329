import { openAlipayBench, openWechatBench } from '../testing/provider-bench'
import { describePaymentProvider } from './provider.contract'

describePaymentProvider(
  'WeChat Pay',
  {
    refunds: 'later',
    badDeliveries: [
      ['forged', 'notification/bad-signature'],
      ['signtest', 'notification/bad-signature'],
      ['tampered', 'notification/unreadable'],
      ['stale-timestamp', 'notification/stale'],
      ['future-timestamp', 'notification/stale'],
      ['unknown-serial', 'notification/unknown-key'],
      ['wrong-appid', 'notification/foreign'],
      ['wrong-mchid', 'notification/foreign'],
    ],
  },
  openWechatBench,
)

describePaymentProvider(
  'Alipay',
  {
    refunds: 'at-once',
    badDeliveries: [
      ['forged', 'notification/bad-signature'],
      ['sha1', 'notification/bad-signature'],
      ['tampered', 'notification/bad-signature'],
      ['wrong-appid', 'notification/foreign'],
      ['wrong-seller', 'notification/foreign'],
    ],
  },
  openAlipayBench,
)
