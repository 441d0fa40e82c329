import { type Phone, sees } from '../phones/phone'
import { castEach } from './cast'
import type { JourneyOptions } from './journeys'
import { pay } from './pay'
import { acceptDigits, confirm, goOnDuty } from './serve'

/** A member's data: a copy of it, and the end of the account. */
export function describePrivacyJourneys(
  name: string,
  { driver: who, open, wallet }: JourneyOptions,
): void {
  describe(`privacy ${name}`, () => {
    let driver: Phone
    let attendant: Phone
    castEach(who, open, (cast) => ({ attendant, driver } = cast))

    async function openSettings(): Promise<void> {
      await driver.restart()
      await sees(driver, '扫码加油')
      await driver.openTab('我的')
      await driver.tap('settings')
      await sees(driver, '使用位置信息')
    }

    test('a driver takes a copy of everything, is shown what is in the way, leaves, stays, leaves', async () => {
      await goOnDuty(attendant)
      await pay(driver, { nozzle: '3', amount: '¥200' })
      await openSettings()
      await driver.tap('leave')
      await sees(driver, '有一笔订单还没完成')
      await driver.tap('obstacle-0')
      await sees(driver, '给加油员看口令')
      await driver.tap('show-passphrase')
      await sees(driver, '秒后换新')
      await acceptDigits(attendant, driver)
      await confirm(attendant)

      await openSettings()
      await driver.tap('my-data')
      await sees(driver, '都在这一份里')
      await driver.setOnline(false)
      await driver.tap('fetch-data')
      await sees(driver, '没有网络')
      await driver.setOnline(true)
      await driver.tap('fetch-data')
      await sees(driver, /取完了，共 \d+ 条/)
      if (wallet === '微信') {
        await sees(driver, '表格已经打开')
        expect(await driver.fileShown()).toMatch(/^我的信息-.*\.xlsx$/)
      } else if (name.includes('bundle')) {
        expect(await driver.copied()).toContain('朝阳北路加油站')
      }

      await openSettings()
      await driver.tap('leave')
      await sees(driver, '法律要求留几年')
      await driver.tap('has-read')
      await driver.tap('ask-leave')
      await driver.tap('leave-sure')
      await sees(driver, '不注销了')
      await openSettings()
      await driver.tap('leave')
      await driver.tap('stay')
      await sees(driver, '我看过了')
      await driver.tap('has-read')
      await driver.tap('ask-leave')
      await driver.tap('leave-sure')
      await sees(driver, '不注销了')
      await driver.restart()
      await sees(driver, '扫码加油')
      await driver.openTab('我的')
      await sees(driver, '账户将注销，可以撤回')
    })
  })
}
