import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stdout } from 'node:process'
import { SECOND_MS } from '@palm/shared/kernel/instant'
import type { Browser, FrameLocator } from 'playwright-core'
import { bringUpToDate } from '../tools/builds'
import { ROOT } from '../tools/root'
import { openBrowser } from './browser'
import { openAccount, rechargeHundred } from './journeys/account'
import { acceptDigits, confirm, goOnDuty, seesWaiting, typeKeys } from './journeys/serve'
import { codeOf, pay, scanNozzle } from './journeys/pay'
import { openH5Phone, type H5Phone } from './phones/h5-phone'
import { type Phone, sees } from './phones/phone'
import { openStage, type PersonaName, type Stage } from './stage'

/** `npm run pictures`: screenshots for the README, taken from the running product. */
const FOLDER = join(ROOT, 'docs/pictures')

const FUEL_FIRST = { nozzle: '3', amount: '¥200' } as const
const PAY_FIRST = { nozzle: '5', amount: '¥300', payFirst: true } as const

async function main(): Promise<void> {
  await bringUpToDate('local', 'functions', 'h5')
  mkdirSync(FOLDER, { recursive: true })
  const browser = await openBrowser()
  const phones = new Map<PersonaName, H5Phone>()
  const stage = await openStage(async (origin, persona) => {
    const phone = await openH5Phone(browser, origin, persona, { pixelRatio: 2 })
    phones.set(persona, phone)
    return phone
  })
  try {
    await takePhones(stage, async (name, persona) =>
      keep(name, await phones.get(persona)!.picture()),
    )
    await takePage(browser, stage.product.stack.url)
  } finally {
    await stage.close()
    await browser.close()
  }
}

type Take = (name: string, persona: PersonaName) => Promise<void>

/** Two drivers and an attendant, through the main journey. */
async function takePhones(stage: Stage, shoot: Take): Promise<void> {
  const driver = await stage.phone('zhang')
  const other = await stage.phone('chen')
  const attendant = await stage.phone('wang')
  await goOnDuty(attendant)
  await sees(driver, '扫油枪上的码')
  await driver.tap('agree-location')
  await sees(driver, '距您')
  await shoot('home', 'zhang')
  await driver.tap('all-stations')
  await sees(driver, '朝阳北路加油站')
  await shoot('stations', 'zhang')
  await driver.back()
  await claimCoupons(driver, shoot)
  await driver.openTab('加油')
  await scanNozzle(driver, FUEL_FIRST.nozzle)
  await driver.tapText(FUEL_FIRST.amount)
  await sees(driver, '已为您选最省的方案')
  await shoot('cashier', 'zhang')
  await driver.tap('why')
  await sees(driver, '价格明细')
  await shoot('why', 'zhang')
  await driver.tapText('关闭')
  driver.whenAskedToPay('confirms')
  await driver.tap('pay')
  await sees(driver, '秒后换新')
  await shoot('passphrase', 'zhang')
  await seesWaiting(attendant)
  await shoot('staff-queue', 'wang')
  await acceptDigits(attendant, driver)
  await shoot('staff-verified', 'wang')
  await confirm(attendant)
  await sees(driver, '已加油，祝一路平安')
  await shoot('done', 'zhang')
  await keepInvoice(stage, driver, shoot)
  await pay(other, PAY_FIRST)
  await acceptDigits(attendant, other)
  await typeKeys(attendant, '250')
  await shoot('staff-under-fill', 'wang')
  await confirm(attendant)
  await sees(other, '已加油，祝一路平安')
  await shoot('done-pay-first', 'chen')
  await keepContract(await stage.phone('liu'), attendant, shoot)
  await payFromAccount(other, shoot)
}

/** The invoice of a served order, made out to a company. */
async function keepInvoice(stage: Stage, driver: Phone, shoot: Take): Promise<void> {
  await driver.tap('order-invoice')
  await driver.tap('title')
  await driver.tap('new-title')
  await driver.type('title-name', '北京朝北物流有限公司')
  await driver.type('title-tax-number', '91350100M000100Y43')
  await driver.tap('save-title')
  await sees(driver, '税号 91350100M000100Y43')
  await driver.back()
  await driver.tap('send')
  await sees(driver, /开票中|已开票/)
  await stage.advance(5 * SECOND_MS)
  await sees(driver, '已开票')
  await shoot('invoice', 'zhang')
  await driver.restart()
}

/** Stored value, the points of an order, and a payment by both. */
async function payFromAccount(driver: Phone, shoot: Take): Promise<void> {
  await driver.back()
  await openAccount(driver)
  await rechargeHundred(driver)
  await sees(driver, '本金')
  await shoot('account', 'chen')
  await driver.tap('safety')
  await sees(driver, '挂失电子账户')
  await shoot('safety', 'chen')
  await driver.back()
  await sees(driver, '本金')
  await driver.tap('recharge')
  await driver.tap('amount-300')
  await sees(driver, '充值金额')
  await shoot('recharge', 'chen')
  await driver.restart()
  await driver.openTab('我的')
  await driver.tap('points')
  await sees(driver, '加油得积分')
  await shoot('loyalty', 'chen')
  await driver.restart()
  await scanNozzle(driver, '3')
  await driver.tapText('¥200')
  await driver.tap('paying-way')
  await sees(driver, '可用 ¥130.00')
  await shoot('paying-way', 'chen')
}

/** A signed contract, and a first order under it. */
async function keepContract(driver: Phone, attendant: Phone, shoot: Take): Promise<void> {
  await driver.openTab('合约')
  await sees(driver, '每升优惠合约')
  await shoot('contracts', 'liu')
  await driver.tap('offer-per-litre')
  await sees(driver, '您承诺')
  await shoot('contract-offer', 'liu')
  await driver.tap('agree')
  await driver.tap('sign')
  await sees(driver, '签约记录')
  await driver.restart()
  await sees(driver, '扫油枪上的码')
  await scanNozzle(driver, '3')
  await driver.tapText('¥300')
  await sees(driver, '支付 ¥288.48')
  driver.whenAskedToPay('confirms')
  await driver.tap('pay')
  await sees(driver, '秒后换新')
  await acceptDigits(attendant, driver)
  await confirm(attendant)
  await driver.restart()
  await driver.openTab('合约')
  await sees(driver, '还差')
  await driver.tapText('每升优惠合约')
  await sees(driver, '签约记录')
  await shoot('contract', 'liu')
}

/** Three coupons: two of a kind, and one compatible with both. */
async function claimCoupons(driver: Phone, shoot: Take): Promise<void> {
  await driver.openTab('优惠券')
  await sees(driver, '满 200 可用')
  await driver.tap('claim-full-200')
  await sees(driver, '剩 4999 张')
  await driver.tap('claim-five-per-cent')
  await sees(driver, '剩 1999 张')
  await driver.tap('claim-per-litre')
  await sees(driver, /已领取[^]*已领取/)
  await shoot('coupons', 'zhang')
  await driver.tapText('我的券')
  await sees(driver, '去用')
  await shoot('pocket', 'zhang')
}

/** The page of `npm start`: one driver has paid, the other is about to, the attendant sees both. */
async function takePage(browser: Browser, url: string): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1720, height: 1000 } })
  const page = await context.newPage()
  await page.goto(url)
  const [wechat, alipay, staff] = [0, 1, 2].map((index) => page.frameLocator('iframe').nth(index))
  await openWallet(wechat!, '3', '¥200')
  await wechat!.getByTestId('wallet-confirm').click()
  await wechat!.getByText('秒后换新').waitFor()
  await openWallet(alipay!, '7', '¥300')
  await staff!.getByText('我的', { exact: true }).click()
  await staff!.locator('#staff').click()
  await staff!.getByText('核对', { exact: true }).first().waitFor()
  keep('page', await page.screenshot({ animations: 'disabled' }))
  await context.close()
}

/** Up to the wallet's payment sheet. */
async function openWallet(phone: FrameLocator, nozzle: string, amount: string): Promise<void> {
  await phone.locator('#scan').click()
  await phone.getByTestId('wallet-scan-text').fill(codeOf(nozzle))
  await phone.getByTestId('wallet-scan-enter').click()
  await phone.getByText(amount, { exact: true }).click()
  await phone.getByText('支付 ¥').waitFor()
  await phone.locator('#pay').click()
  await phone.getByTestId('wallet-confirm').waitFor()
}

function keep(name: string, picture: Buffer): void {
  writeFileSync(join(FOLDER, `${name}.png`), picture)
  stdout.write(`docs/pictures/${name}.png\n`)
}

void main()
