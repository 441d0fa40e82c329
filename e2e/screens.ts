import { openAccount, rechargeHundred } from './journeys/account'
import { scanNozzle } from './journeys/pay'
import { acceptDigits, confirm, openStaff, seesWaiting } from './journeys/serve'
import { type Phone, sees } from './phones/phone'

export interface Walkers<Walker extends Phone> {
  /** A driver who has done nothing yet. */
  readonly driver: Walker
  readonly attendant: Walker
}

/** Looks at a screen once it shows the given text. */
export type Look<Walker> = (phone: Walker, screen: string, shown: string | RegExp) => Promise<void>

/** Every component in all its states, in a browser. */
export const GALLERY = '/packages/gallery/gallery/gallery'

/** Every screen in its main state, in the order in which a person meets them. */
export async function walkScreens<Walker extends Phone>(
  { attendant, driver }: Walkers<Walker>,
  look: Look<Walker>,
): Promise<void> {
  await walkHome(driver, look)
  await walkBenefits(driver, look)
  await walkAccount(driver, look)
  await walkMine(driver, look)
  await walkCashier(driver, look)
  await walkPump(driver, attendant, look)
  await walkOrder(driver, look)
}

type Walk = <Walker extends Phone>(driver: Walker, look: Look<Walker>) => Promise<void>

const walkHome: Walk = async (driver, look) => {
  await look(driver, 'home-first', '把最近的油站排在前面')
  await driver.tap('agree-location')
  await look(driver, 'home', '距您')
  await driver.tap('all-stations')
  await look(driver, 'stations', '十八里店加油站')
  await driver.tap('station-bj0001')
  await look(driver, 'station', '收款方')
  await driver.restart()
}

const walkBenefits: Walk = async (driver, look) => {
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
}

const walkAccount: Walk = async (driver, look) => {
  await openAccount(driver)
  await rechargeHundred(driver)
  await look(driver, 'account', '本金')
  await driver.tap('recharge')
  await look(driver, 'recharge', '充值金额')
  await driver.back()
  await sees(driver, '本金')
  await driver.tap('safety')
  await look(driver, 'safety', '挂失电子账户')
  await driver.tap('set-password')
  await look(driver, 'password', '设置新的支付密码')
  await driver.restart()
}

const walkMine: Walk = async (driver, look) => {
  await driver.openTab('我的')
  await look(driver, 'mine', '客服与帮助')
  for (const [row, shown] of ROWS) {
    await driver.tap(row)
    await look(driver, row, shown)
    await driver.back()
    await sees(driver, '客服与帮助')
  }
}

const ROWS: readonly (readonly [string, string | RegExp])[] = [
  ['orders', '还没有订单'],
  ['points', '我的积分'],
  ['messages', /还没有消息|充值到账/],
  ['help', '常见问题'],
  ['settings', '开源软件许可'],
  ['vehicles', '添加车辆'],
  ['profile', '怎么称呼您'],
  ['phone', '一个账户'],
  ['spending', '这个月还没有加油'],
  ['invoices', '发票抬头'],
]

const walkCashier: Walk = async (driver, look) => {
  await driver.openTab('加油')
  await scanNozzle(driver, '3')
  await look(driver, 'cashier-first', '请选择金额')
  await driver.tapText('¥200')
  await look(driver, 'cashier', '支付 ¥')
  await driver.tapText('其他')
  await look(driver, 'cashier-keypad', '删除')
  await driver.tap('close-keypad')
  await driver.tapText('¥200')
  await sees(driver, '支付 ¥')
  await driver.tap('why')
  await look(driver, 'why', '价格明细')
  await driver.tapText('关闭')
  await driver.tap('paying-way')
  await look(driver, 'paying-way', '可用 ¥130.00')
  await driver.tapText('关闭')
  driver.whenAskedToPay('confirms')
  await driver.tap('pay')
  await look(driver, 'passphrase', '秒后换新')
}

async function walkPump<Walker extends Phone>(
  driver: Walker,
  attendant: Walker,
  look: Look<Walker>,
): Promise<void> {
  await openStaff(attendant)
  await look(attendant, 'duty', '在哪个站上班')
  await attendant.tap('start-duty')
  await seesWaiting(attendant)
  await look(attendant, 'queue', '3 号枪')
  await acceptDigits(attendant, driver)
  await look(attendant, 'verify', '口令正确')
  await confirm(attendant)
}

const walkOrder: Walk = async (driver, look) => {
  await look(driver, 'order', '已加油，祝一路平安')
  await driver.tap('order-invoice')
  await look(driver, 'apply', '发票抬头')
  await driver.restart()
  await look(driver, 'home-contract', '还差')
  await driver.openTab('我的')
  await driver.tap('orders')
  await look(driver, 'order-list', '朝阳北路加油站')
}
