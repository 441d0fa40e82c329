import { MINUTE_MS } from '@palm/shared/kernel/instant'
import { type Phone, sees } from '../phones/phone'
import type { PersonaName, Stage } from '../stage'
import { castEach } from './cast'
import { openOrders } from './orders'
import { chooseAmount, codeOf, digitsOn, pay, scan } from './pay'
import { acceptDigits, confirm, goOnDuty, openStaff, seesWaiting, tailOn, typeKeys } from './serve'

export interface JourneyOptions {
  /** The driver of these journeys, whose wallet is under test. */
  readonly driver: PersonaName
  readonly wallet: '微信' | '支付宝'
  open(): Promise<Stage>
}

/** The main journeys and their failures, on the stage's phones. */
export function describeJourneys(
  name: string,
  { driver: who, open, wallet }: JourneyOptions,
): void {
  describe(name, () => {
    let stage: Stage
    let driver: Phone
    let attendant: Phone
    castEach(who, open, (cast) => ({ attendant, driver, stage } = cast))

    const atHome = () => sees(driver, '扫油枪上的码')
    const fuelFirst = { nozzle: '3', amount: '¥200' } as const
    const payFirst = { nozzle: '3', amount: '¥300', payFirst: true } as const
    const notifyPlace = wallet === '微信' ? 'wechat-pay.notify' : 'alipay.notify'
    const loseNotices = () => stage.arm(notifyPlace, 'lost', { times: 100 })

    test('fuel first: scan, amount, pay, show, drive on', async () => {
      await goOnDuty(attendant)
      await pay(driver, fuelFirst)
      await sees(driver, '3 号枪 · 92# 汽油')
      await acceptDigits(attendant, driver)
      await sees(attendant, '正好加完，不用退款')
      await confirm(attendant)
      await sees(driver, '已加油，祝一路平安')
      await sees(driver, '25.61 L')
      await sees(driver, /\+\d+ 积分/)
      await sees(driver, /王师傅 · [早中夜]班/)
      await driver.tap('skip-number')
      await sees(driver, /^(?![^]*绑定手机号)/)
    })

    test('pay first: the undispensed amount is refunded automatically', async () => {
      await goOnDuty(attendant)
      await pay(driver, payFirst)
      await acceptDigits(attendant, driver)
      await typeKeys(attendant, '250')
      await sees(attendant, '没加完的 ¥50.00 会原路退给司机')
      await confirm(attendant)
      await sees(driver, '已加油，祝一路平安')
      await sees(driver, '¥50.00')
      await sees(driver, '¥250.00')
    })

    test('the order number is copied whole', async () => {
      await goOnDuty(attendant)
      await pay(driver, fuelFirst)
      await acceptDigits(attendant, driver)
      await confirm(attendant)
      await sees(driver, '已加油，祝一路平安')
      await driver.tap('copy-number')
      const number = await driver.copied()
      expect(number).toMatch(/^[0-9A-Z]{20}$/)
      await sees(driver, number.replace(/.{4}(?=.)/g, '$& '))
    })

    test('the payee at a franchise is the payee that the wallet charges', async () => {
      const franchise = '北京通惠能源有限公司'
      await scan(driver, 'http://palm.example/p/BJ0002-01', franchise)
      await driver.tapText('¥200')
      await sees(driver, '支付 ¥200.00')
      driver.whenAskedToPay('confirms')
      await driver.tap('pay')
      await sees(driver, '秒后换新')
      expect(driver.payeeSeen()).toBe(franchise)
    })

    test('a cancelled wallet charged nothing, and can be opened again', async () => {
      await chooseAmount(driver, fuelFirst)
      driver.whenAskedToPay('cancels')
      await driver.tap('pay')
      await sees(driver, '您取消了付款')
      await sees(driver, '没有扣款')
      driver.whenAskedToPay('confirms')
      await driver.tap('pay')
      await sees(driver, '秒后换新')
    })

    test('a wallet that reports a payment falsely is not believed', async () => {
      stage.arm('wallet.pay', 'says-paid-without-paying')
      await chooseAmount(driver, fuelFirst)
      await driver.tap('pay')
      await sees(driver, `正在向${wallet}核实，请不要重复付款`)
      await stage.advance(16 * MINUTE_MS)
      await sees(driver, '没有扣款')
    })

    test('a wallet that reports a cancellation falsely is not believed, and pays once', async () => {
      loseNotices()
      stage.arm('wallet.pay', 'pays-but-says-cancelled')
      await chooseAmount(driver, fuelFirst)
      driver.whenAskedToPay('confirms')
      await driver.tap('pay')
      await sees(driver, '秒后换新')
      await driver.back()
      await sees(driver, '有一笔未完成的订单')
      driver.whenAskedToPay('expects-none')
      await driver.tap('open-order')
      await sees(driver, '秒后换新')
    })

    test('a payment without notification is found by query', async () => {
      loseNotices()
      await pay(driver, fuelFirst)
    })

    test('the passphrase works without network, and ends with its slot', async () => {
      await pay(driver, fuelFirst)
      await driver.setOnline(false)
      const first = await digitsOn(driver)
      await stage.advance(60_000)
      await sees(
        driver,
        new RegExp(`^(?![^]*${first.slice(0, 3)}\\s*${first.slice(3)})[^]*秒后换新`),
      )
    })

    test('a screenshot is refused, and the attendant sees why', async () => {
      await goOnDuty(attendant)
      await pay(driver, fuelFirst)
      const screenshot = await digitsOn(driver)
      await seesWaiting(attendant)
      await stage.advance(3 * MINUTE_MS)
      await attendant.tapText('核对')
      await typeKeys(attendant, screenshot)
      await sees(attendant, '过期')
    })

    test('the attendant verifies and confirms without network, and it is sent later', async () => {
      await goOnDuty(attendant)
      await pay(driver, fuelFirst)
      await seesWaiting(attendant)
      await attendant.setOnline(false)
      await acceptDigits(attendant, driver)
      await attendant.tap('confirm')
      await sees(attendant, '待上传')
      await attendant.setOnline(true)
      await sees(driver, '已加油，祝一路平安')
    })

    test('a wrong nozzle is corrected without a phone call', async () => {
      await goOnDuty(attendant)
      await pay(driver, fuelFirst)
      const before = await digitsOn(driver)
      await driver.tap('change-nozzle')
      await driver.tap('nozzle-7')
      await sees(driver, '7 号枪 · 95# 汽油')
      expect(await digitsOn(driver)).not.toBe(before)
      await sees(attendant, /待核对.*7 号枪/)
      await acceptDigits(attendant, driver)
      await confirm(attendant)
    })

    test('without a passphrase the attendant gives a reason, and confirms', async () => {
      await goOnDuty(attendant)
      await pay(driver, fuelFirst)
      await seesWaiting(attendant)
      await attendant.tapText('核对')
      await attendant.tap('no-passphrase')
      await sees(attendant, '没有口令也要确认？')
      await attendant.tap('why-phone-dead')
      await attendant.tap('go-without')
      await sees(attendant, '没有看口令，请再核对一遍车和枪')
      await confirm(attendant)
      await sees(driver, '已加油，祝一路平安')
    })

    test('a refund beyond one person’s limit waits for the manager', async () => {
      await goOnDuty(attendant)
      await pay(driver, { nozzle: '3', amount: '¥300' })
      await seesWaiting(attendant)
      await attendant.tapText('核对')
      await attendant.tap('reject')
      await attendant.tap('reject-no-fuel')
      await sees(attendant, '一个人不能直接退')
      await attendant.tap('why-no-fuel')
      await attendant.tap('ask')
      await sees(attendant, '已经交给站长，同意之前不会退款')
      await sees(driver, '秒后换新')
      const manager = await stage.phone('li')
      await openStaff(manager)
      await sees(manager, '全额退回 ¥300.00')
      await manager.tap(`approve-${await tailOn(manager)}`)
      await sees(driver, /钱正在退回|钱已全部退回/)
    })

    test('a rejected order is fully refunded', async () => {
      await goOnDuty(attendant)
      await pay(driver, fuelFirst)
      await seesWaiting(attendant)
      await attendant.tapText('核对')
      await attendant.tap('reject')
      await attendant.tap('reject-no-fuel')
      await sees(driver, /钱正在退回|钱已全部退回/)
      await stage.advance(10_000)
      await driver.restart()
      await openOrders(driver)
      await sees(driver, '已退款')
    })

    test('a wrong figure is corrected, and the difference is refunded', async () => {
      await goOnDuty(attendant)
      await pay(driver, fuelFirst)
      await acceptDigits(attendant, driver)
      await confirm(attendant)
      await attendant.tapText('更正 ›')
      await typeKeys(attendant, '180')
      await sees(attendant, '¥20.00')
      await attendant.tap('correct')
      await sees(attendant, '¥180.00')
      // The driver's screen may show the first figure; reopening it shows the second.
      await driver.restart()
      await openOrders(driver)
      await sees(driver, '¥180.00')
    })

    test.each([
      ['garbage', '随便什么', '不是油枪上的码'],
      ['another operator’s code', 'https://palm.example/p/SH0009-01', '不是我们油站的码'],
      ['an unknown nozzle', 'BJ0001-99', '没有这把枪'],
    ])('%s is reported, with advice', async (_, scanned, words) => {
      await atHome()
      driver.pointCameraAt(scanned)
      await driver.tap('scan')
      await sees(driver, words)
      await driver.tap('to-stations')
      await sees(driver, /综合.*最便宜.*加油站/)
    })

    test('a cancelled scan changes nothing', async () => {
      await atHome()
      driver.pointCameraAt(null)
      await driver.tap('scan')
      await atHome()
    })

    test('a code opens the cashier from a cold start and from the background', async () => {
      await driver.restart(codeOf('3'))
      await sees(driver, '92# 汽油')
      await sees(driver, '收款方 北京朝北石油销售有限公司')
      await driver.openedByScanning(codeOf('7'))
      await sees(driver, '95# 汽油')
    })

    test('stations are sorted by distance and by price', async () => {
      await atHome()
      await driver.tap('agree-location')
      await sees(driver, '距您')
      await driver.tap('all-stations')
      await sees(driver, '朝阳北路加油站')
      await driver.tap('sort-cheapest')
      await sees(driver, '¥7.69')
    })
  })
}
