import type { Phone } from '../phones/phone'
import { sees } from '../phones/phone'
import type { Stage } from '../stage'
import { openAccount, rechargeHundred } from './account'
import type { JourneyOptions } from './journeys'

/** 电子账户: recharging by wallet and by card, and refunds. */
export function describeRechargeJourneys(
  name: string,
  { driver: who, open }: Omit<JourneyOptions, 'wallet'>,
): void {
  describe(`stored value ${name}`, () => {
    let stage: Stage
    let driver: Phone
    beforeEach(async () => {
      stage = await open()
      driver = await stage.phone(who)
    })
    afterEach(async () => {
      const errors = driver.errors()
      await stage.close()
      expect(errors).toEqual([])
    })

    test('a recharge shows its gift separately from the principal', async () => {
      await openAccount(driver)
      await rechargeHundred(driver)
      await sees(driver, /本金.*¥100\.00.*赠送金.*¥30\.00/)
      await sees(driver, '本月已参加')
      await driver.tap('statement')
      await sees(driver, /充值.*余 ¥100\.00，赠 ¥30\.00.*\+¥100\.00.*赠送 \+¥30\.00/)
      await driver.back()
      await driver.back()
      await sees(driver, '¥100.00，另有赠送 ¥30.00')
    })

    test('a cancelled recharge charges nothing, and keeps the offer', async () => {
      await openAccount(driver)
      driver.whenAskedToPay('cancels')
      await driver.tap('recharge')
      await driver.tap('amount-300')
      await driver.tap('pay')
      await sees(driver, '您取消了充值')
      driver.whenAskedToPay('confirms')
      await driver.tap('amount-100')
      await sees(driver, '送 ¥30.00')
      await driver.tap('pay')
      await sees(driver, '充值到账')
    })

    test('a refund returns the unspent principal, and withdraws the gift', async () => {
      await openAccount(driver)
      await rechargeHundred(driver)
      await sees(driver, '能退 ¥100.00')
      await driver.tap('refund')
      await sees(driver, '本金还剩 ¥100.00')
      await driver.tap('refund-1')
      await sees(driver, '收回没花的赠送金')
      await driver.tap('confirm-refund')
      await sees(driver, '正在退回 ¥100.00')
      await sees(driver, /暂无可退的充值.*退款记录.*退款.*¥100\.00/)
      await driver.back()
      await sees(driver, /本金.*¥0\.00.*赠送金.*¥0\.00/)
      await driver.tap('statement')
      await sees(driver, /退回钱包.*−¥100\.00.*赠送 −¥30\.00.*充值/)
    })

    test('a recharge card is single-use', async () => {
      const code = await stage.issueCard(20_000)
      await openAccount(driver)
      await driver.tap('card')
      await driver.type('code', code.toLowerCase())
      await driver.tap('redeem')
      await sees(driver, '充值到账 ¥200.00')
      await driver.back()
      await sees(driver, /本金.*¥200\.00/)
      await driver.tap('card')
      await driver.type('code', code)
      await driver.tap('redeem')
      await sees(driver, '这张卡已经用过')
    })
  })
}
