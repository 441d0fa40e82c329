import { HOUR_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import { type Phone, sees } from '../phones/phone'
import type { Stage } from '../stage'
import { castEach } from './cast'
import type { JourneyOptions } from './journeys'
import { openOrders } from './orders'
import { chooseAmount, scanNozzle } from './pay'
import { acceptDigits, confirm, goOnDuty } from './serve'

const FUELLING = { nozzle: '3', amount: '¥200' } as const

/** Payments that something comes between: a killed app, a session that ends, a second phone. */
export function describeInterruptions(
  name: string,
  { driver: who, open, wallet }: JourneyOptions,
): void {
  describe(`interruptions ${name}`, () => {
    let stage: Stage
    let driver: Phone
    let attendant: Phone
    castEach(who, open, (cast) => ({ attendant, driver, stage } = cast))

    const reopens = async (says: string, leadsTo: string) => {
      await driver.restart()
      await sees(driver, says)
      await driver.tap('open-order')
      await sees(driver, leadsTo)
    }

    test('an app killed at any step resumes, and nothing is paid twice', async () => {
      await goOnDuty(attendant)
      await scanNozzle(driver, FUELLING.nozzle)
      await driver.restart()
      await chooseAmount(driver, FUELLING)
      await driver.restart()
      await sees(driver, '扫油枪上的码')
      // The wallet is open, and nothing is paid yet.
      await chooseAmount(driver, FUELLING)
      driver.whenAskedToPay('waits')
      const walletOpens = new Promise<void>((open) => driver.whileWalletIsOpen(async () => open()))
      await driver.tap('pay')
      await walletOpens
      await reopens('正在核实付款', '等您付款')
      // The wallet has paid, and nobody is there to hear it.
      await sees(driver, '没有扣款记录的话可以再付')
      stage.arm('wallet.pay', 'no-answer')
      driver.whenAskedToPay('confirms')
      await driver.tap('pay')
      await sees(attendant, /待核对.*(刚刚|秒前|分钟前)/)
      driver.whenAskedToPay('expects-none')
      await reopens('已付款，等加油员核对', '秒后换新')
      await reopens('已付款，等加油员核对', '秒后换新')
      await acceptDigits(attendant, driver)
      await confirm(attendant)
      await driver.restart()
      await sees(driver, /^(?![^]*有一笔未完成的订单)[^]*扫油枪上的码/)
      await openOrders(driver)
      await sees(driver, '已加油')
      expect((await driver.text()).split('¥200.00')).toHaveLength(2)
    })

    test('one order on two phones is paid once and confirmed on both', async () => {
      await goOnDuty(attendant)
      const other = await stage.secondPhone(who)
      await chooseAmount(driver, FUELLING)
      driver.whenAskedToPay('cancels')
      await driver.tap('pay')
      await sees(driver, '您取消了付款')
      // The other phone knows of it from the server only.
      await other.restart()
      await sees(other, '还没有付款')
      await other.tap('open-order')
      await sees(other, '等您付款')
      other.whenAskedToPay('confirms')
      await other.tap('pay')
      await sees(other, '秒后换新')
      driver.whenAskedToPay('expects-none')
      await driver.tap('pay')
      await sees(driver, '秒后换新')
      await acceptDigits(attendant, driver)
      await confirm(attendant)
      await sees(driver, '已加油，祝一路平安')
      await sees(other, '已加油，祝一路平安')
      await sees(attendant, '暂无待核对订单')
      expect(other.errors()).toEqual([])
    })

    // A session exists where no wallet vouches for each call.
    if (wallet === '支付宝') {
      test('a session that ends while the wallet is open is renewed, and the order is paid once', async () => {
        await goOnDuty(attendant)
        await sees(driver, '扫码加油')
        await stage.advance(2 * HOUR_MS - 3 * MINUTE_MS)
        await chooseAmount(driver, FUELLING)
        driver.whileWalletIsOpen(() => stage.advance(6 * MINUTE_MS))
        driver.whenAskedToPay('confirms')
        await driver.tap('pay')
        await sees(driver, '秒后换新')
        driver.whenAskedToPay('expects-none')
        await reopens('已付款，等加油员核对', '秒后换新')
        await acceptDigits(attendant, driver)
        await confirm(attendant)
        await sees(driver, '已加油，祝一路平安')
      })
    }
  })
}
