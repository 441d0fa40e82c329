import { type Phone, sees } from '../phones/phone'
import { openAccount, rechargeHundred } from './account'
import { castEach } from './cast'
import type { JourneyOptions } from './journeys'
import { scanNozzle } from './pay'
import { acceptDigits, confirm, goOnDuty } from './serve'

/** Digit by digit; the last one sends it. */
async function typePassword(driver: Phone, ...entries: readonly string[]): Promise<void> {
  for (const key of entries.join('')) await driver.tap(`key-${key}`)
}

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
      await sees(driver, '确认付款')
      await driver.tap('pay-own')
      await sees(driver, '秒后换新')
      await acceptDigits(attendant, driver)
      await confirm(attendant)
      await sees(driver, '已加油，祝一路平安')
      await sees(driver, '电子账户付款成功')
    })

    test('a password guards the account, and a reported loss stops it', async () => {
      await openAccount(driver)
      await rechargeHundred(driver)
      await driver.tap('safety')
      await driver.tap('set-password')
      await typePassword(driver, '123456', '123456')
      await sees(driver, '太容易被猜到')
      await typePassword(driver, '918273', '918273')
      await sees(driver, '修改密码')
      await driver.tap('free-0')
      await driver.back()
      await sees(driver, '已设支付密码')
      await driver.back()
      await driver.openTab('加油')
      await scanNozzle(driver, '3')
      await driver.tapText('¥100')
      await sees(driver, '用电子账户付 ¥100.00')
      driver.whenAskedToPay('expects-none')
      await driver.tap('pay')
      await typePassword(driver, '827391')
      await sees(driver, '今天还可以试 4 次')
      await typePassword(driver, '918273')
      await sees(driver, '秒后换新')
      await driver.back()
      await openAccount(driver)
      await driver.tap('safety')
      await driver.tap('report-loss')
      await driver.tap('report-loss-now')
      await sees(driver, '您已挂失')
      await driver.back()
      await sees(driver, '在「账户安全」里解除')
      await driver.tap('safety')
      await driver.tap('lift-loss')
      await typePassword(driver, '918273')
      await sees(driver, '挂失电子账户')
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
