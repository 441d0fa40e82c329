import { type Phone, sees } from '../phones/phone'

/** A driver's steps until the payment: at most four taps from the code to the passphrase. */
export interface Fuelling {
  /** 枪号 at the first station. */
  readonly nozzle: string
  /** One of the quick amounts, `¥200`. */
  readonly amount: '¥100' | '¥200' | '¥300'
  readonly payFirst?: boolean
}

export const codeOf = (nozzle: string) => `http://palm.example/p/BJ0001-${nozzle.padStart(2, '0')}`

const OPERATOR = '北京朝北石油销售有限公司'

/** From the home screen to the cashier, which names the payee. */
export async function scanNozzle(driver: Phone, nozzle: string): Promise<void> {
  await scan(driver, codeOf(nozzle), OPERATOR)
}

export async function scan(driver: Phone, code: string, payee: string): Promise<void> {
  driver.pointCameraAt(code)
  await driver.tap('scan')
  await sees(driver, `收款方 ${payee}`)
}

/** Scans from the home screen and chooses an amount. */
export async function chooseAmount(driver: Phone, fuelling: Fuelling): Promise<void> {
  await scanNozzle(driver, fuelling.nozzle)
  if (fuelling.payFirst) await driver.tapText('先付后加')
  await driver.tapText(fuelling.amount)
  await sees(driver, `支付 ${fuelling.amount}.00`)
}

export async function pay(driver: Phone, fuelling: Fuelling): Promise<void> {
  await chooseAmount(driver, fuelling)
  driver.whenAskedToPay('confirms')
  await driver.tap('pay')
  await sees(driver, '秒后换新')
}

/** Reads the current passphrase off the driver's screen. */
export async function digitsOn(driver: Phone): Promise<string> {
  const match = /(\d{3})\s*(\d{3})\s*\S+ · \S+/.exec(await driver.text())
  if (!match) throw new Error(`no passphrase on the screen:\n${await driver.text()}`)
  return `${match[1]}${match[2]}`
}
