import { pay } from './journeys/pay'
import { describeEveryJourney } from './journeys/every'
import { describeShiftJourney } from './journeys/messages'
import { describePhoneJourneys } from './journeys/phone'
import { type BundlePhone, openBundlePhone } from './phones/bundle-phone'
import { sees } from './phones/phone'
import { openSeries } from './series'
import { openStage, type PersonaName } from './stage'

/** Attendants of the demo have WeChat, so its bundle serves them in both. */
const walletOf = (persona: PersonaName) =>
  persona === 'chen' || persona === 'zhao' ? 'alipay' : 'wechat'

const series = openSeries()
afterAll(() => series.end())

const open = () =>
  series.open((origin, persona) => openBundlePhone({ origin, persona, wallet: walletOf(persona) }))

describeEveryJourney('in WeChat, built bundle', { driver: 'zhang', wallet: '微信', open })
describeEveryJourney('in Alipay, built bundle', { driver: 'chen', wallet: '支付宝', open })
describeShiftJourney('in WeChat, built bundle', { driver: 'zhang', open })
describePhoneJourneys('in both wallets, built bundles', { drivers: ['zhang', 'chen'], open })

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
