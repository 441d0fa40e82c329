import { type Phone, sees } from '../phones/phone'
import { digitsOn } from './pay'

/** From the first screen to the staff screen of an employee off duty. */
export async function openStaff(employee: Phone): Promise<void> {
  await sees(employee, '扫码加油')
  await employee.openTab('我的')
  await sees(employee, '去工作台')
  await employee.tap('staff')
  await sees(employee, '在哪个站上班')
}

/** Steps of an attendant serving a driver. */
export async function goOnDuty(attendant: Phone): Promise<void> {
  await openStaff(attendant)
  await attendant.tap('start-duty')
  await sees(attendant, '待核对')
}

export async function typeKeys(phone: Phone, keys: string): Promise<void> {
  for (const key of keys) await phone.tap(`key-${key === '.' ? 'point' : key}`)
}

/** An order has arrived on the attendant's screen. */
export const seesWaiting = (attendant: Phone) => sees(attendant, /待核对.*(刚刚|秒前|分钟前)/)

/** Reads the tail of the first order on an employee's screen. */
export async function tailOn(employee: Phone): Promise<string> {
  const match = /尾号\s*([0-9A-Z]{4})/.exec(await employee.text())
  if (!match) throw new Error(`no order on the screen:\n${await employee.text()}`)
  return match[1]!
}

/** Opens the first waiting order and types the driver's digits. */
export async function acceptDigits(attendant: Phone, driver: Phone): Promise<void> {
  await seesWaiting(attendant)
  await attendant.tapText('核对')
  await sees(attendant, '司机手机上应该是')
  await typeKeys(attendant, await digitsOn(driver))
  await sees(attendant, '口令正确')
}

export async function confirm(attendant: Phone): Promise<void> {
  await attendant.tap('confirm')
  await sees(attendant, '已确认')
}
