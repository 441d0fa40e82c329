import { type Phone, sees } from '../phones/phone'

/** From the first screen to 电子账户. */
export async function openAccount(driver: Phone): Promise<void> {
  await sees(driver, '扫码加油')
  await driver.openTab('我的')
  await sees(driver, '电子账户')
  await driver.tap('account')
  await sees(driver, '充值优惠')
}

/** ¥100 by wallet, which brings a gift of ¥30. */
export async function rechargeHundred(driver: Phone): Promise<void> {
  driver.whenAskedToPay('confirms')
  await driver.tap('recharge')
  await sees(driver, '充值金额')
  await driver.tap('amount-100')
  await sees(driver, '送 ¥30.00')
  await driver.tap('pay')
  await sees(driver, '充值到账')
  await sees(driver, '另送 ¥30.00 赠送金')
  await driver.tap('done')
}
