import { type Phone, sees } from '../phones/phone'
import { castEach } from './cast'
import type { JourneyOptions } from './journeys'
import { pay, scanNozzle } from './pay'
import { acceptDigits, confirm, goOnDuty, typeKeys } from './serve'

/** Journeys of a driver's own figures: spending with its file, and vehicles at cashier and pump. */
export function describeSpendingJourneys(
  name: string,
  { driver: who, open, wallet }: JourneyOptions,
): void {
  describe(`spending and vehicles ${name}`, () => {
    let driver: Phone
    let attendant: Phone
    castEach(who, open, (cast) => ({ attendant, driver } = cast))

    async function openSpending(): Promise<void> {
      await driver.openTab('我的')
      await driver.tap('spending')
    }

    test('a fill is in its month, by station and grade, and in the file', async () => {
      await goOnDuty(attendant)
      await pay(driver, { nozzle: '3', amount: '¥200' })
      await acceptDigits(attendant, driver)
      await confirm(attendant)
      await sees(driver, '已加油，祝一路平安')
      await driver.back()
      await openSpending()
      await sees(driver, /实付 ¥200\.00 1 次 · 25\.61 L 按枪价要付 ¥200\.00/)
      await sees(driver, /按油站.*朝阳北路加油站 ¥200\.00/)
      await sees(driver, /按油品 92# 汽油 ¥200\.00/)
      await driver.tap('export')
      // Alipay opens no spreadsheet; a browser does, in either wallet.
      const isText = wallet === '支付宝' && name.includes('bundle')
      await sees(driver, isText ? '表格已复制' : '表格已导出')
      if (isText) expect(await driver.copied()).toContain('朝阳北路加油站\t')
      await driver.tap('span-year')
      await sees(driver, '每个月')
      await sees(driver, '¥200.00')
      await driver.tap('span-month')
      await driver.tap('earlier')
      await sees(driver, '这个月还没有加油')
      await driver.tap('export')
      await sees(driver, '这段时间没有加油和收支')
    })

    test('a tank catches a slip of the finger, and the plate is on the attendant’s list', async () => {
      await goOnDuty(attendant)
      await driver.openTab('我的')
      await driver.tap('vehicles')
      await driver.tap('add-vehicle')
      await driver.type('vehicle-plate', '京a·1234I')
      await sees(driver, '车牌格式不对')
      await driver.type('vehicle-plate', '京a·12345')
      await driver.type('vehicle-tank', '50')
      await driver.tap('save-vehicle')
      await sees(driver, '京A·12345 油箱 50 L 常用')
      await driver.back()
      await driver.openTab('加油')
      await scanNozzle(driver, '3')
      await driver.tapText('其他')
      await typeKeys(driver, '2000')
      await sees(driver, '超过50 L 的油箱')
      await sees(driver, '支付 ¥2,000.00')
      driver.whenAskedToPay('expects-none')
      await driver.tap('pay')
      await sees(driver, /请核对金额 .*您的油箱是 50 L/)
      await driver.tap('pay-elsewhere')
      await driver.tap('key-back')
      await sees(driver, '支付 ¥200.00')
      driver.whenAskedToPay('confirms')
      await driver.tap('pay')
      await sees(driver, '秒后换新')
      await sees(attendant, '京A·12345')
    })
  })
}
