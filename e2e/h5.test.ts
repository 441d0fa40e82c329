import type { Browser } from 'playwright-core'
import { openBrowser } from './browser'
import { describeContractJourneys } from './journeys/contracts'
import { describeCouponJourneys } from './journeys/coupons'
import { describeHomeJourneys } from './journeys/home'
import { describeInvoiceJourneys } from './journeys/invoices'
import { describeInterruptions } from './journeys/interruptions'
import { describeJourneys } from './journeys/journeys'
import { describeLoyaltyJourneys } from './journeys/loyalty'
import { describeMessageJourneys } from './journeys/messages'
import { describePhoneJourneys } from './journeys/phone'
import { describePrivacyJourneys } from './journeys/privacy'
import { describeRechargeJourneys } from './journeys/recharge'
import { describeSelfServiceJourneys } from './journeys/self-service'
import { describeSpendingJourneys } from './journeys/spending'
import { describeTenderJourneys } from './journeys/tenders'
import { openH5Phone } from './phones/h5-phone'
import { openStage } from './stage'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const open = () => openStage((origin, persona) => openH5Phone(browser, origin, persona))

describeJourneys('in WeChat, H5 build', { driver: 'zhang', wallet: '微信', open })
describeJourneys('in Alipay, H5 build', { driver: 'chen', wallet: '支付宝', open })
describeCouponJourneys('in Alipay, H5 build', { driver: 'chen', open })
describeContractJourneys('in WeChat, H5 build', { driver: 'zhang', open })
describeHomeJourneys('in WeChat, H5 build', { driver: 'zhang', open })
describeHomeJourneys('in Alipay, H5 build', { driver: 'chen', open })
describeInterruptions('in WeChat, H5 build', { driver: 'zhang', wallet: '微信', open })
describeInterruptions('in Alipay, H5 build', { driver: 'chen', wallet: '支付宝', open })
describeInvoiceJourneys('in WeChat, H5 build', { driver: 'zhang', open })
describeLoyaltyJourneys('in WeChat, H5 build', { driver: 'zhang', open })
describeMessageJourneys('in WeChat, H5 build', { driver: 'zhang', open })
describeMessageJourneys('in Alipay, H5 build', { driver: 'chen', open })
describePhoneJourneys('in both wallets, H5 build', { drivers: ['zhang', 'chen'], open })
describePrivacyJourneys('in WeChat, H5 build', { driver: 'zhang', wallet: '微信', open })
describeRechargeJourneys('in WeChat, H5 build', { driver: 'zhang', open })
describeSelfServiceJourneys('in WeChat, H5 build', { driver: 'zhang', wallet: '微信', open })
describeSpendingJourneys('in WeChat, H5 build', { driver: 'zhang', wallet: '微信', open })
describeTenderJourneys('in Alipay, H5 build', { driver: 'chen', open })
