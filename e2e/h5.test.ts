import type { Browser } from 'playwright-core'
import { openBrowser } from './browser'
import { describeEveryJourney } from './journeys/every'
import { describePhoneJourneys } from './journeys/phone'
import { openH5Phone } from './phones/h5-phone'
import { openSeries } from './series'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const series = openSeries()
afterAll(() => series.end())

const open = () => series.open((origin, persona) => openH5Phone(browser, origin, persona))

describeEveryJourney('in WeChat, H5 build', { driver: 'zhang', wallet: '微信', open })
describeEveryJourney('in Alipay, H5 build', { driver: 'chen', wallet: '支付宝', open })
describePhoneJourneys('in both wallets, H5 build', { drivers: ['zhang', 'chen'], open })
