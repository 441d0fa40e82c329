import { DAY_MS, HOUR_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import { type Phone, sees } from '../phones/phone'
import type { Stage } from '../stage'
import { castEach } from './cast'
import type { JourneyOptions } from './journeys'
import { codeOf, scanNozzle } from './pay'

/** The driver agrees to the use of the location, so that the nearest station comes first. */
async function nearHome(driver: Phone): Promise<void> {
  await sees(driver, '把最近的油站排在前面')
  await driver.tap('agree-location')
  await sees(driver, '朝阳北路加油站')
}

/** Screens before the pump: the first one, stations, and what leads to the cashier. */
export function describeHomeJourneys(
  name: string,
  { driver: who, open }: Omit<JourneyOptions, 'wallet'>,
): void {
  describe(`home ${name}`, () => {
    let stage: Stage
    let driver: Phone
    castEach(who, open, (cast) => ({ driver, stage } = cast))

    test('own prices, contract, coupons and account are on the first screen, and lead on', async () => {
      await nearHome(driver)
      await sees(driver, '0 张')
      await driver.openTab('优惠券')
      await driver.tap('claim-full-200')
      await sees(driver, '剩 4999 张')
      await driver.openTab('合约')
      await driver.tap('offer-per-litre')
      await sees(driver, '今天签，到')
      await driver.tap('agree')
      await driver.tap('sign')
      await sees(driver, '签约记录')
      await driver.restart()
      await sees(driver, '合约省 0.30/L')
      await sees(driver, '¥7.51')
      await sees(driver, '还差 ¥3,000.00')
      await sees(driver, /1 张.*到期/)
      await driver.tap('home-contract')
      await sees(driver, '签约记录')
      await driver.back()
      await driver.tap('home-account')
      await sees(driver, '收支明细')
      await driver.back()
      await driver.tap('nearest-page')
      await sees(driver, '这里能用的券')
      await sees(driver, '计入合约')
      await driver.back()
      await driver.tap('home-coupons')
      await sees(driver, '领券中心')
    })

    test('the location is used after a yes only, and the settings take it back', async () => {
      await sees(driver, '把最近的油站排在前面')
      await driver.tap('privacy')
      await sees(driver, '给谁')
      await driver.back()
      await driver.tap('decline-location')
      await driver.tap('all-stations')
      await sees(driver, '不知道您在哪里')
      await driver.back()
      await driver.openTab('我的')
      await driver.tap('settings')
      await driver.tap('use-location')
      await driver.back()
      await driver.openTab('加油')
      await sees(driver, '距您')
      await driver.openTab('我的')
      await driver.tap('settings')
      await sees(driver, '不保存')
      await driver.tap('use-location')
      await driver.tap('terms')
      await sees(driver, '比枪价省')
      await driver.restart()
      await sees(driver, /^(?![^]*距您)[^]*枪价/)
    })

    test('a station is found by name, remembered, and leads to its nozzles', async () => {
      await nearHome(driver)
      await driver.tap('all-stations')
      await sees(driver, '十八里店加油站')
      await driver.tap('facility-charging')
      await sees(driver, /^(?![^]*朝阳北路加油站)[^]*通惠河加油站[^]*便利店 · 卫生间 · 充电/)
      await driver.tap('facility-charging')
      await driver.type('search', '通惠')
      await sees(driver, /^(?![^]*十八里店)[^]*通惠河加油站/)
      await driver.tap('station-bj0002')
      await sees(driver, '便利店、卫生间、充电')
      await driver.tap('favourite')
      await sees(driver, '已收藏')
      await driver.tap('call')
      await driver.back()
      await sees(driver, '只看收藏')
      await driver.tap('station-bj0002')
      await sees(driver, '在这里加油')
      await driver.tap('refuel-here')
      await sees(driver, '请选择油枪')
      await driver.tap('nozzle-1')
      await driver.tapText('¥100')
      await sees(driver, '支付 ¥')
    })

    test('a closed station far away is asked about once, and nothing is charged before', async () => {
      await nearHome(driver)
      await stage.advance(untilLate(stage.product.stack.clock.now()))
      await driver.restart()
      await sees(driver, '朝阳北路加油站')
      await driver.tap('all-stations')
      await sees(driver, '已打烊 · 06:00 开门')
      await driver.tap('station-bj0005')
      await driver.tap('refuel-here')
      await driver.tap('nozzle-1')
      await driver.tapText('¥100')
      await sees(driver, '支付 ¥')
      driver.whenAskedToPay('expects-none')
      await driver.tap('pay')
      await sees(driver, '确定在这个站付款？')
      await sees(driver, '您离来广营加油站')
      await driver.tap('pay-elsewhere')
      await driver.tap('pay')
      driver.whenAskedToPay('confirms')
      await driver.tap('pay-anyway')
      await sees(driver, '秒后换新')
    })

    test('a coupon for some stations leads to them, and is used there', async () => {
      await driver.openTab('优惠券')
      await driver.tap('claim-some-stations-5')
      await driver.tap('use-some-stations-5')
      await sees(driver, '能用「指定站 5 元券」的油站')
      await sees(driver, /^(?![^]*朝阳北路)[^]*通惠河加油站/)
      await driver.tap('station-bj0002')
      await sees(driver, '指定站 5 元券')
      await driver.tap('refuel-here')
      await driver.tap('nozzle-1')
      await driver.tapText('¥100')
      await sees(driver, '−¥5.00')
    })

    test('after a refused code another is scanned, or a nozzle of its station chosen', async () => {
      await nearHome(driver)
      driver.pointCameraAt('BJ0001-99')
      await driver.tap('scan')
      await sees(driver, '没有这把枪')
      driver.pointCameraAt(codeOf('3'))
      await driver.tap('rescan')
      await sees(driver, '92# 汽油')
      await driver.restart('BJ0001-99')
      await driver.tap('to-station')
      await driver.tap('nozzle-7')
      await sees(driver, '95# 汽油')
    })

    test('the code of a station opens its nozzles', async () => {
      await driver.restart('http://palm.example/p/BJ0001')
      await sees(driver, '请选择油枪')
      await driver.tap('nozzle-3')
      await sees(driver, '92# 汽油')
    })

    test('the keypad stands above the button, with the figure that it changes', async () => {
      await scanNozzle(driver, '3')
      await driver.tapText('其他')
      for (const key of ['key-8', 'key-8']) await driver.tap(key)
      await sees(driver, '支付 ¥88.00')
      await driver.tap('close-keypad')
      await sees(driver, '约 11.27 L')
    })

    test('a returning member needs at most four taps from the scan to the passphrase', async () => {
      await nearHome(driver)
      let taps = 0
      const counted = (act: Promise<void>) => {
        taps += 1
        return act
      }
      driver.pointCameraAt(codeOf('3'))
      await counted(driver.tap('scan'))
      await sees(driver, '收款方')
      await counted(driver.tapText('¥200'))
      await sees(driver, '支付 ¥200.00')
      driver.whenAskedToPay('confirms')
      await counted(driver.tap('pay'))
      await sees(driver, '秒后换新')
      const inWallet = 1
      expect(taps + inWallet).toBeLessThanOrEqual(4)
    })
  })
}

/** To half past eleven in the evening, unless every station that closes is closed already. */
function untilLate(nowMs: number): number {
  const inChina = (nowMs + 8 * HOUR_MS) % DAY_MS
  if (inChina < 5 * HOUR_MS || inChina > 23 * HOUR_MS) return 0
  return 23 * HOUR_MS + 30 * MINUTE_MS - inChina
}
