import { type Phone, sees } from '../phones/phone'
import { castEach } from './cast'
import type { JourneyOptions } from './journeys'
import { scanNozzle } from './pay'
import { acceptDigits, confirm, goOnDuty, typeKeys } from './serve'

/** Journeys of loyalty: points with their rows, a level with its price, and points as a tender. */
export function describeLoyaltyJourneys(
  name: string,
  { driver: who, open }: Omit<JourneyOptions, 'wallet'>,
): void {
  describe(`points and levels ${name}`, () => {
    let driver: Phone
    let attendant: Phone
    castEach(who, open, (cast) => ({ attendant, driver } = cast))

    /** ¥1,000 is ten points, and the growth of the next level. */
    async function fuelForAThousand(): Promise<void> {
      await goOnDuty(attendant)
      await scanNozzle(driver, '3')
      await driver.tapText('其他')
      await typeKeys(driver, '1000')
      await sees(driver, '支付 ¥1,000.00')
      await driver.tap('pay')
      await sees(driver, '秒后换新')
      await acceptDigits(attendant, driver)
      await confirm(attendant)
      await sees(driver, '已加油，祝一路平安')
      await driver.back()
    }

    test('a thousand yuan bring points, their row, and a level', async () => {
      await fuelForAThousand()
      await driver.openTab('我的')
      await sees(driver, /积分 10 积分 · 再加 ¥100\.00 得 1 积分/)
      await driver.tap('points')
      await sees(driver, '我的积分 10')
      await sees(driver, /加油得积分.*\+10 余 10/)
      await sees(driver, /白银会员 近一年加油 ¥1,000\.00/)
      await sees(driver, /白银会员 当前等级.*升级礼：指定站 5 元券/)
      await sees(driver, /到期提醒.*指定站 5 元券 .*到期 优惠券/)
      await sees(driver, /10 积分 .*到期 积分/)
      await sees(driver, /白银会员 .*止，不再加油会变为普通会员/)
    })

    test('ten points pay ten yuan of the reduced order', async () => {
      await fuelForAThousand()
      await scanNozzle(driver, '2')
      await driver.tapText('¥200')
      await sees(driver, '支付 ¥193.98')
      await driver.tap('paying-way')
      await sees(driver, '积分抵现 10 积分抵 ¥10.00 不用')
      await driver.tap('use-points')
      await sees(driver, '支付 ¥183.98')
      await driver.tapText('关闭')
      await driver.tap('pay')
      await sees(driver, '秒后换新')
      await driver.back()
      await driver.openTab('我的')
      await sees(driver, /积分 0 积分/)
    })
  })
}
