import type { Browser } from 'playwright-core'
import { openBrowser } from './browser'
import { openAccount, rechargeHundred } from './journeys/account'
import { scanNozzle } from './journeys/pay'
import { acceptDigits, confirm, goOnDuty, seesWaiting } from './journeys/serve'
import { type H5Phone, openH5Phone } from './phones/h5-phone'
import { sees } from './phones/phone'
import { openStage, type Stage } from './stage'

let browser: Browser
let stage: Stage
let driver: H5Phone
let attendant: H5Phone
beforeAll(async () => {
  browser = await openBrowser()
  stage = await openStage((origin, persona) => openH5Phone(browser, origin, persona))
  driver = (await stage.phone('zhang')) as H5Phone
  attendant = (await stage.phone('wang')) as H5Phone
})
afterAll(async () => {
  await stage.close()
  await browser.close()
})

/** Twenty-five screens, each read by axe. */
const WALK_MS = 400_000

/** Faults by screen, so that one run names all of them. */
const found: string[] = []
async function look(phone: H5Phone, screen: string, shown: string | RegExp): Promise<void> {
  await sees(phone, shown)
  found.push(...(await phone.accessFaults()).map((fault) => `${screen} ${fault}`))
}

test(
  'every screen of the main journey is usable without sight, colour or pointing',
  async () => {
    await look(driver, 'home', '把最近的油站排在前面')
    await driver.tap('agree-location')
    await look(driver, 'home', '距您')
    await driver.tap('all-stations')
    await look(driver, 'stations', '十八里店加油站')
    await driver.tap('station-bj0001')
    await look(driver, 'station', '收款方')
    await driver.restart()
    await driver.openTab('优惠券')
    await driver.tap('claim-full-200')
    await look(driver, 'coupons', '剩 4999 张')
    await driver.tapText('我的券')
    await look(driver, 'pocket', '去用')
    await driver.openTab('合约')
    await look(driver, 'contracts', '每升优惠合约')
    await driver.tap('offer-per-litre')
    await look(driver, 'offer', '您承诺')
    await driver.tap('agree')
    await driver.tap('sign')
    await look(driver, 'contract', '签约记录')
    await driver.restart()
    await openAccount(driver)
    await rechargeHundred(driver)
    await look(driver, 'account', '本金')
    await driver.tap('safety')
    await look(driver, 'safety', '挂失电子账户')
    await driver.tap('set-password')
    await look(driver, 'password sheet', '设置新的支付密码')
    await driver.restart()
    await driver.openTab('我的')
    await look(driver, 'mine', '客服与帮助')
    for (const [row, shown] of ROWS) {
      await driver.tap(row)
      await look(driver, row, shown)
      await driver.back()
      await sees(driver, '客服与帮助')
    }
    await driver.openTab('加油')
    await scanNozzle(driver, '3')
    await look(driver, 'cashier without amount', '请选择金额')
    await driver.tapText('¥200')
    await look(driver, 'cashier', '支付 ¥')
    await driver.tap('why')
    await look(driver, 'why', '价格明细')
    await driver.tapText('关闭')
    await driver.tap('paying-way')
    await look(driver, 'paying way', '可用 ¥130.00')
    await driver.tapText('关闭')
    await driver.tap('pay')
    await look(driver, 'passphrase', '秒后换新')
    await goOnDuty(attendant)
    await seesWaiting(attendant)
    await look(attendant, 'queue', '3 号枪')
    await acceptDigits(attendant, driver)
    await look(attendant, 'verify', '口令正确')
    await confirm(attendant)
    await look(driver, 'order', '已加油，祝一路平安')
    expect([...new Set(found)]).toEqual([])
  },
  WALK_MS,
)

const ROWS: readonly (readonly [string, string])[] = [
  ['orders', '还没有订单'],
  ['points', '我的积分'],
  ['messages', '消息'],
  ['help', '常见问题'],
  ['settings', '开源软件许可'],
  ['vehicles', '添加车辆'],
]
