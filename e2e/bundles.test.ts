import { describeContractJourneys } from './journeys/contracts'
import { describeCouponJourneys } from './journeys/coupons'
import { describeEntryJourneys } from './journeys/entries'
import { describeHomeJourneys } from './journeys/home'
import { describeJourneys } from './journeys/journeys'
import { pay } from './journeys/pay'
import { describeLoyaltyJourneys } from './journeys/loyalty'
import { describeInvoiceJourneys } from './journeys/invoices'
import { describeMessageJourneys, describeShiftJourney } from './journeys/messages'
import { describePhoneJourneys } from './journeys/phone'
import { describeRechargeJourneys } from './journeys/recharge'
import { describeSelfServiceJourneys } from './journeys/self-service'
import { describeSpendingJourneys } from './journeys/spending'
import { describeTenderJourneys } from './journeys/tenders'
import { type BundlePhone, openBundlePhone } from './phones/bundle-phone'
import { sees } from './phones/phone'
import { openStage, type PersonaName } from './stage'

/** Attendants of the demo have WeChat, so its bundle serves them in both. */
const walletOf = (persona: PersonaName) =>
  persona === 'chen' || persona === 'zhao' ? 'alipay' : 'wechat'

const open = () =>
  openStage((origin, persona) => openBundlePhone({ origin, persona, wallet: walletOf(persona) }))

describeJourneys('in WeChat, built bundle', { driver: 'zhang', wallet: '微信', open })
describeJourneys('in Alipay, built bundle', { driver: 'chen', wallet: '支付宝', open })
describeCouponJourneys('in WeChat, built bundle', { driver: 'zhang', open })
describeCouponJourneys('in Alipay, built bundle', { driver: 'chen', open })
describeContractJourneys('in WeChat, built bundle', { driver: 'zhang', open })
describeContractJourneys('in Alipay, built bundle', { driver: 'chen', open })
describeEntryJourneys('in WeChat, built bundle', { driver: 'zhang', open })
describeEntryJourneys('in Alipay, built bundle', { driver: 'chen', open })
describeHomeJourneys('in WeChat, built bundle', { driver: 'zhang', open })
describeHomeJourneys('in Alipay, built bundle', { driver: 'chen', open })
describeLoyaltyJourneys('in WeChat, built bundle', { driver: 'zhang', open })
describeLoyaltyJourneys('in Alipay, built bundle', { driver: 'chen', open })
describeMessageJourneys('in WeChat, built bundle', { driver: 'zhang', open })
describeMessageJourneys('in Alipay, built bundle', { driver: 'chen', open })
describeShiftJourney('in WeChat, built bundle', { driver: 'zhang', open })
describeInvoiceJourneys('in WeChat, built bundle', { driver: 'zhang', open })
describeInvoiceJourneys('in Alipay, built bundle', { driver: 'chen', open })
describePhoneJourneys('in both wallets, built bundles', { drivers: ['zhang', 'chen'], open })
describeRechargeJourneys('in WeChat, built bundle', { driver: 'zhang', open })
describeRechargeJourneys('in Alipay, built bundle', { driver: 'chen', open })
describeSelfServiceJourneys('in WeChat, built bundle', { driver: 'zhang', wallet: '微信', open })
describeSelfServiceJourneys('in Alipay, built bundle', { driver: 'chen', wallet: '支付宝', open })
describeSpendingJourneys('in WeChat, built bundle', { driver: 'zhang', wallet: '微信', open })
describeSpendingJourneys('in Alipay, built bundle', { driver: 'chen', wallet: '支付宝', open })
describeTenderJourneys('in WeChat, built bundle', { driver: 'zhang', open })
describeTenderJourneys('in Alipay, built bundle', { driver: 'chen', open })

describe('sizes of a build', () => {
  test.each([
    ['weapp', 'zhang', 'wechat'],
    ['alipay', 'chen', 'alipay'],
  ] as const)(
    '%s: paying sends little to the view, and loads no page before it is opened',
    async (_, who, wallet) => {
      const stage = await openStage((origin, persona) =>
        openBundlePhone({ origin, persona, wallet }),
      )
      try {
        const driver = (await stage.phone(who)) as BundlePhone
        await sees(driver, '扫码加油')
        expect(driver.app.loadedFiles.filter((file) => file.startsWith('packages/'))).toEqual([])
        await pay(driver, { nozzle: '3', amount: '¥200' })
        const { bytes, calls, largestBytes } = driver.app.cost
        expect(driver.app.loadedFiles.filter((file) => file.startsWith('packages/staff'))).toEqual(
          [],
        )
        // From a cold start to the passphrase; the largest is the picture of its code.
        expect(calls).toBeLessThanOrEqual(30)
        expect(bytes).toBeLessThanOrEqual(60_000)
        expect(largestBytes).toBeLessThanOrEqual(12_000)
      } finally {
        await stage.close()
      }
    },
  )
})
