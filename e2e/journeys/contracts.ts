import { DAY_MS } from '@palm/shared/kernel/instant'
import { type Phone, sees, until } from '../phones/phone'
import type { Stage } from '../stage'
import { castEach } from './cast'
import type { JourneyOptions } from './journeys'
import { scanNozzle } from './pay'
import { acceptDigits, confirm, goOnDuty } from './serve'

/** Journeys of contracts, from the offer to its progress. */
export function describeContractJourneys(
  name: string,
  { driver: who, open }: Omit<JourneyOptions, 'wallet'>,
): void {
  describe(`contracts ${name}`, () => {
    let stage: Stage
    let driver: Phone
    let attendant: Phone
    castEach(who, open, (cast) => ({ attendant, driver, stage } = cast))

    async function openContracts(): Promise<void> {
      await driver.openTab('合约')
      await sees(driver, '能签的合约')
    }

    async function sign(): Promise<void> {
      await openContracts()
      await driver.tap('offer-per-litre')
      await sees(driver, '签约当月和之后 3 个月内累计加油 ¥3,000.00')
      await sees(driver, '不补差价，不罚款；30 天内不能再签')
      await sees(driver, /今天签，到 \d{4}-\d{2}-\d{2} 止/)
      await sees(driver, '您最近的加油记录还不够')
      await sees(driver, '请先勾选同意')
      await driver.tap('sign')
      await sees(driver, '请先勾选同意')
      await driver.tap('agree')
      await driver.tap('sign')
      await sees(driver, '签约记录')
    }

    /** Scans nozzle 3 and chooses ¥200. */
    async function choose(payable: string): Promise<void> {
      await driver.restart()
      await sees(driver, '扫油枪上的码')
      await scanNozzle(driver, '3')
      await driver.tapText('¥200')
      await sees(driver, `支付 ${payable}`)
    }

    test('a signed contract reduces the next order, which counts for it', async () => {
      await goOnDuty(attendant)
      await sign()
      await sees(driver, '还差 ¥3,000.00')
      await choose('¥192.32')
      await sees(driver, '每升优惠合约')
      await sees(driver, '总部和油站共同承担')
      driver.whenAskedToPay('confirms')
      await driver.tap('pay')
      await sees(driver, '秒后换新')
      await acceptDigits(attendant, driver)
      await confirm(attendant)
      await sees(driver, '已加油，祝一路平安')
      await sees(driver, '−¥7.68')
      await driver.restart()
      await openContracts()
      await sees(driver, /还差 ¥2,800\.00，\d+ 天，大约再加 14 次/)
      await driver.tapText('每升优惠合约')
      await sees(driver, '按合约价加了 25.61 L')
      await sees(driver, '已经省下 ¥7.68')
      await sees(driver, /计入的加油 1 次 朝阳北路加油站 .*\+¥200\.00/)
    })

    test('a signed contract has a certificate, to be kept', async () => {
      await sign()
      await driver.tap('certificate')
      await sees(driver, '乙方（车主）')
      await sees(driver, '北京朝北石油销售有限公司')
      await driver.tap('copy-certificate')
      await until(
        async () => (await driver.copied()).includes('条款校验码'),
        async () => driver.copied(),
      )
      expect(await driver.copied()).toContain('每升比枪价省 0.30 元')
    })

    test('a contract that its driver does not fulfil ends without a charge, and the driver is told', async () => {
      await openContracts()
      await driver.tap('offer-per-litre')
      await sees(driver, /今天签，到 \d{4}-\d{2}-\d{2} 止/)
      const [, lastDay = ''] = /到 (\d{4}-\d{2}-\d{2}) 止/.exec(await driver.text()) ?? []
      await driver.tap('agree')
      await driver.tap('sign')
      await sees(driver, '签约记录')
      await stage.rest(
        Date.parse(`${lastDay}T16:00:00Z`) + DAY_MS - stage.product.stack.clock.now(),
      )
      await driver.restart()
      await openContracts()
      await sees(driver, '暂时不能签')
      await driver.tapText('我的合约')
      await sees(driver, '日到期，未完成')
      await choose('¥200.00')
    })

    test('the signed text can be read, and the driver may withdraw', async () => {
      await sign()
      await driver.tap('read-text')
      await sees(driver, '每升比枪价省 0.30 元')
      await driver.tapText('关闭')
      await driver.tap('step-back')
      await sees(driver, '没有任何费用')
      await driver.tap('step-back-sure')
      await sees(driver, '日取消')
      await choose('¥200.00')
    })
  })
}
