import type { Phone } from '../phones/phone'

/** All orders, from any tab. */
export async function openOrders(driver: Phone): Promise<void> {
  await driver.openTab('我的')
  await driver.tap('orders')
}
