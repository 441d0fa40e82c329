import { AUTHORISED, SUB_MERCHANT } from '../testing/installation'
import { openAlipayBench, openWechatBench } from '../testing/provider-bench'
import { describePaymentProvider, type ProviderTraits } from './provider.contract'

type BadDeliveries = ProviderTraits['badDeliveries']

const badWechatDeliveries: BadDeliveries = [
  ['forged', 'notification/bad-signature'],
  ['signtest', 'notification/bad-signature'],
  ['tampered', 'notification/unreadable'],
  ['stale-timestamp', 'notification/stale'],
  ['future-timestamp', 'notification/stale'],
  ['unknown-serial', 'notification/unknown-key'],
]

const badAlipayDeliveries: BadDeliveries = [
  ['forged', 'notification/bad-signature'],
  ['sha1', 'notification/bad-signature'],
  ['tampered', 'notification/bad-signature'],
  ['wrong-appid', 'notification/foreign'],
  ['wrong-seller', 'notification/foreign'],
]

describePaymentProvider(
  'WeChat Pay',
  {
    refunds: 'later',
    badDeliveries: [
      ...badWechatDeliveries,
      ['wrong-appid', 'notification/foreign'],
      ['wrong-mchid', 'notification/foreign'],
    ],
  },
  () => openWechatBench(),
)

describePaymentProvider(
  'WeChat Pay, by a service provider for a sub-merchant',
  {
    refunds: 'later',
    badDeliveries: [
      ...badWechatDeliveries,
      ['wrong-appid', 'notification/foreign'],
      ['wrong-mchid', 'notification/foreign'],
    ],
  },
  () => openWechatBench(SUB_MERCHANT),
)

describePaymentProvider('Alipay', { refunds: 'at-once', badDeliveries: badAlipayDeliveries }, () =>
  openAlipayBench(),
)

describePaymentProvider(
  'Alipay, for a seller who has authorised the application',
  { refunds: 'at-once', badDeliveries: badAlipayDeliveries },
  () => openAlipayBench(AUTHORISED),
)
