import { type Phone, sees } from '../phones/phone'
import { openAccount, rechargeHundred } from './account'
import { castEach } from './cast'
import type { JourneyOptions } from './journeys'
import { scanNozzle } from './pay'
import { acceptDigits, confirm, goOnDuty } from './serve'

/** An order paid from 电子账户: in part, in full, or not at all. */
export function describeTenderJourneys(
  name: string,
  { driver: who, open }: Omit<JourneyOptions, 'wallet'>,
): void {
  describe(`paying with stored value ${name}`, () => {
    let driver: Phone
    let attendant: Phone
    castEach(who, open, (cast) => ({ attendant, driver } = cast))

    /** With ¥130 of stored value, ¥30 of it as gift. */
    async function choose(amount: '¥100' | '¥200'): Promise<void> {
      await openAccount(driver)
      await rechargeHundred(driver)
      await driver.back()
      await driver.openTab('加油')
      await scanNozzle(driver, '3')
      await driver.tapText(amount)
    }

    test('the account pays up to its balance, and the wallet the rest', async () => {
      await goOnDuty(attendant)
      await choose('¥200')
      await sees(driver, '支付 ¥70.00')
      await driver.tap('pay')
      await sees(driver, '秒后换新')
      await acceptDigits(attendant, driver)
      await confirm(attendant)
      await sees(driver, '已加油，祝一路平安')
      await sees(driver, '电子账户 ¥130.00，')
      await sees(driver, /电子账户\s*¥130\.00.*¥70\.00/)
      await driver.back()
      await driver.openTab('我的')
      await sees(driver, /电子账户\s*¥0\.00/)
    })

    test('if the account pays everything, the wallet is not opened', async () => {
      await goOnDuty(attendant)
      await choose('¥100')
      await sees(driver, '用电子账户付 ¥100.00')
      driver.whenAskedToPay('expects-none')
      await driver.tap('pay')
      await sees(driver, '秒后换新')
      await acceptDigits(attendant, driver)
      await confirm(attendant)
      await sees(driver, '已加油，祝一路平安')
      await sees(driver, '电子账户付款成功')
    })

    test('the driver may deselect the account', async () => {
      await choose('¥200')
      await sees(driver, '支付 ¥70.00')
      await driver.tap('paying-way')
      await sees(driver, '可用 ¥130.00')
      await driver.tap('use-stored-value')
      await sees(driver, '支付 ¥200.00')
      await driver.tap('use-stored-value')
      await sees(driver, '支付 ¥70.00')
    })
  })
}
