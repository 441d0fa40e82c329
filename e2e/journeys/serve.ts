import { type Phone, sees } from '../phones/phone'
import { digitsOn } from './pay'

/** What an attendant does with a driver in front of him. */
export async function goOnDuty(attendant: Phone): Promise<void> {
  await sees(attendant, '扫码加油')
  await attendant.openTab('我的')
  await sees(attendant, '去工作台')
  await attendant.tap('staff')
  await sees(attendant, '在哪个站上班')
  await attendant.tap('start-duty')
  await sees(attendant, '待核对')
}

export async function typeKeys(phone: Phone, keys: string): Promise<void> {
  for (const key of keys) await phone.tap(`key-${key === '.' ? 'point' : key}`)
}

/** An order has arrived on the attendant's screen. */
export const seesWaiting = (attendant: Phone) => sees(attendant, /待核对.*(刚刚|秒前|分钟前)/)

/** Opens the first waiting order and types what the driver says. */
export async function acceptDigits(attendant: Phone, driver: Phone): Promise<void> {
  await seesWaiting(attendant)
  await attendant.tapText('核对')
  await sees(attendant, '司机手机上应该是')
  await typeKeys(attendant, await digitsOn(driver))
  await sees(attendant, '口令对了')
}

export async function confirm(attendant: Phone): Promise<void> {
  await attendant.tap('confirm')
  await sees(attendant, '已确认')
}
