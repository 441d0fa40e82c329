import { MINUTE_MS } from '@palm/shared/kernel/instant'
import { type Phone, sees } from '../phones/phone'
import type { PersonaName, Stage } from '../stage'
import { openAccount, rechargeHundred } from './account'
import { castEach } from './cast'
import { scanNozzle } from './pay'

const NUMBER = '13812340000'
const SHOWN = '138****0000'

export interface PhoneJourneyOptions {
  /** The driver in WeChat, and the same person in Alipay. */
  readonly drivers: readonly [PersonaName, PersonaName]
  open(): Promise<Stage>
}

/** Journeys of one person with both wallets: 手机号, 合并账户, 撤销合并. */
export function describePhoneJourneys(
  name: string,
  { drivers: [who, otherWho], open }: PhoneJourneyOptions,
): void {
  describe(`phone number ${name}`, () => {
    let stage: Stage
    let wechat: Phone
    castEach(who, open, (cast) => ({ driver: wechat, stage } = cast))

    async function openPhone(driver: Phone): Promise<void> {
      await sees(driver, '扫码加油')
      await driver.openTab('我的')
      await sees(driver, '手机号')
      await driver.tap('phone')
    }

    test('a refusal binds nothing, and a number is bound, changed and given up', async () => {
      await openPhone(wechat)
      await sees(wechat, '不绑也能加油、付款')
      wechat.whenAskedForNumber(null)
      await wechat.tap('bind-phone')
      await sees(wechat, '您没有允许')
      wechat.whenAskedForNumber(NUMBER)
      await wechat.tap('bind-phone')
      await sees(wechat, SHOWN)
      await sees(wechat, '换一个手机号')
      await wechat.tap('unbind')
      await wechat.tap('unbind-sure')
      await sees(wechat, '微信、支付宝，一个账户')
    })

    test('both wallets become one account by the digits of the other, and part again', async () => {
      const alipay = await stage.phone(otherWho)
      await sees(wechat, '扫码加油')
      await wechat.openTab('优惠券')
      await wechat.tap('claim-full-200')
      await sees(wechat, '剩 4999 张')
      await wechat.openTab('加油')
      await openPhone(wechat)
      wechat.whenAskedForNumber(NUMBER)
      await wechat.tap('bind-phone')
      await sees(wechat, SHOWN)

      await openAccount(alipay)
      await rechargeHundred(alipay)
      await alipay.restart()
      await openPhone(alipay)
      alipay.whenAskedForNumber(NUMBER)
      await alipay.tap('bind-phone')
      await sees(alipay, `${SHOWN} 在微信里有账户`)
      await sees(wechat, '支付宝里有人要合并到这个账户')
      const digits = /填到支付宝里：\s*(\d{3}) (\d{3})/.exec(await wechat.text())
      await alipay.type('merge-code', `${digits?.[1]}${digits?.[2]}`)
      await alipay.tap('merge')
      await sees(alipay, '已和微信合并')
      await sees(wechat, '已和支付宝合并')

      await alipay.restart()
      // The coupon came from WeChat, the ¥130 from Alipay.
      await scanNozzle(alipay, '3')
      await alipay.tapText('¥200')
      await sees(alipay, '比枪价省 ¥20.00')
      await sees(alipay, '支付 ¥50.00')

      await alipay.restart()
      await openPhone(alipay)
      await alipay.tap('separate')
      await sees(alipay, '还回各自的账户')
      await alipay.tap('separate-sure')
      await sees(alipay, '微信、支付宝，一个账户')
      await alipay.restart()
      await sees(alipay, '扫码加油')
      await alipay.openTab('我的')
      await sees(alipay, '¥100.00')
    })

    test('a number of somebody else’s account is bound without it', async () => {
      const alipay = await stage.phone(otherWho)
      await openAccount(alipay)
      await rechargeHundred(alipay)
      await alipay.restart()
      await openPhone(alipay)
      alipay.whenAskedForNumber(NUMBER)
      await alipay.tap('bind-phone')
      await sees(alipay, SHOWN)
      await openPhone(wechat)
      wechat.whenAskedForNumber(NUMBER)
      await wechat.tap('bind-phone')
      await sees(wechat, `${SHOWN} 在支付宝里有账户`)
      await wechat.type('merge-code', '000000')
      await wechat.tap('merge')
      await sees(wechat, /确认码不对|已和支付宝合并/)
      await wechat.tap('alone')
      await sees(wechat, '只有微信')
      await stage.advance(MINUTE_MS)
      await alipay.restart()
      await openPhone(alipay)
      await sees(alipay, '绑定手机号')
    })
  })
}
