import { type Phone, sees } from '../phones/phone'
import type { Stage } from '../stage'
import { castEach } from './cast'
import type { JourneyOptions } from './journeys'
import { scanNozzle } from './pay'
import { acceptDigits, confirm, goOnDuty, typeKeys } from './serve'

/** Journeys of coupons, from the voucher centre to the order. */
export function describeCouponJourneys(
  name: string,
  { driver: who, open }: Omit<JourneyOptions, 'wallet'>,
): void {
  describe(`coupons ${name}`, () => {
    let stage: Stage
    let driver: Phone
    let attendant: Phone
    castEach(who, open, (cast) => ({ attendant, driver, stage } = cast))

    async function claim(): Promise<void> {
      await driver.openTab('优惠券')
      await sees(driver, '剩 5000 张')
      await driver.tap('claim-full-200')
      await sees(driver, '剩 4999 张')
    }

    /** Scans nozzle 3 and chooses ¥200. */
    async function choose(): Promise<void> {
      await scanNozzle(driver, '3')
      await driver.tapText('¥200')
      await sees(driver, '支付 ¥180.00')
    }

    async function payIt(): Promise<void> {
      driver.whenAskedToPay('confirms')
      await driver.tap('pay')
      await sees(driver, '秒后换新')
    }

    test('a claimed coupon reduces the next order, by the shown amount', async () => {
      await goOnDuty(attendant)
      await claim()
      await driver.tapText('我的券')
      await sees(driver, '满 200 可用')
      await driver.openTab('加油')
      await choose()
      await sees(driver, '已为您选最省的方案')
      await sees(driver, '总部和油站共同承担')
      await sees(driver, '比枪价省 ¥20.00')
      await payIt()
      await acceptDigits(attendant, driver)
      await confirm(attendant)
      await sees(driver, '已加油，祝一路平安')
      await sees(driver, '−¥20.00')
      await sees(driver, '¥180.00')
    })

    test('the driver may deselect a coupon, and return to the best price', async () => {
      await claim()
      await driver.openTab('加油')
      await choose()
      await driver.tap('why')
      await sees(driver, '换成其他组合，最低 ¥200.00')
      await driver.tapText('不用')
      await sees(driver, '支付 ¥200.00')
      await sees(driver, '您选的方案')
      await driver.tap('why')
      await sees(driver, '用它只要付 ¥180.00')
      await driver.tap('best-price')
      await sees(driver, '支付 ¥180.00')
    })

    test('a given coupon belongs to the first friend who accepts it', async () => {
      await claim()
      await driver.tapText('我的券')
      await driver.tap('give-0')
      await sees(driver, '24 小时没人收')
      const path = await driver.sharedPath()
      const friend = await stage.phone('liu')
      await friend.openedByFriend(path)
      await sees(friend, '朋友送您一张券')
      await friend.tap('take')
      await sees(friend, '券已收下')
      await sees(friend, '满 200 减 20')
      await attendant.openedByFriend(path)
      await attendant.tap('take')
      await sees(attendant, '这张券已经被人收下')
      await driver.openedByFriend(path)
      await driver.tap('take')
      await sees(driver, '这是您自己送出的券')
    })

    test('an offered coupon can be withdrawn', async () => {
      await claim()
      await driver.tapText('我的券')
      await driver.tap('give-0')
      const path = await driver.sharedPath()
      await driver.tap('take-back')
      await sees(driver, '去用')
      await attendant.openedByFriend(path)
      await attendant.tap('take')
      await sees(attendant, '送券的人已经收回')
    })

    test('less fuel returns the coupon if it no longer applies', async () => {
      await goOnDuty(attendant)
      await claim()
      await driver.openTab('加油')
      await choose()
      await payIt()
      await acceptDigits(attendant, driver)
      await typeKeys(attendant, '150')
      await sees(attendant, '没加完的 ¥30.00 会原路退给司机，还给他 1 张券')
      await confirm(attendant)
      await sees(driver, '已加油，祝一路平安')
      await sees(driver, '¥150.00')
    })
  })
}
