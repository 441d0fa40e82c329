import { MINUTE_MS, SECOND_MS } from '@palm/shared/kernel/instant'
import { type Phone, sees, until } from '../phones/phone'
import type { Stage } from '../stage'
import { castEach } from './cast'
import type { JourneyOptions } from './journeys'
import { pay } from './pay'
import { acceptDigits, confirm, goOnDuty, typeKeys } from './serve'

const FUEL_FIRST = { nozzle: '3', amount: '¥200' } as const

/** Journeys of electronic invoices: from a served order to the file, and to its red. */
export function describeInvoiceJourneys(
  name: string,
  { driver: who, open }: Pick<JourneyOptions, 'driver' | 'open'>,
): void {
  describe(`invoices ${name}`, () => {
    let stage: Stage
    let driver: Phone
    let attendant: Phone
    castEach(who, open, (cast) => ({ attendant, driver, stage } = cast))

    async function served(): Promise<void> {
      await pay(driver, FUEL_FIRST)
      await acceptDigits(attendant, driver)
      await confirm(attendant)
      await sees(driver, '已加油，祝一路平安')
    }

    async function saveTitle(): Promise<void> {
      await driver.tap('title')
      await sees(driver, '还没有抬头')
      await driver.tap('new-title')
      await driver.type('title-name', '北京朝北物流有限公司')
      await driver.type('title-tax-number', '91350100M000100Y44')
      await driver.tap('save-title')
      await sees(driver, '税号不对')
      await driver.type('title-tax-number', '9135 0100m000100y43')
      await driver.tap('save-title')
      await sees(driver, '税号 91350100M000100Y43')
      await driver.back()
    }

    test('an order: titled, issued, opened; a refund reverses it, and the rest is issued', async () => {
      await goOnDuty(attendant)
      await served()
      await driver.tap('order-invoice')
      await sees(driver, '申请开票 ¥200.00')
      await saveTitle()
      await sees(driver, '北京朝北物流有限公司')
      await driver.tap('send')
      await sees(driver, /开票中|已开票/)
      driver.whenAskedForMessages('allows')
      await driver.tap('message-ask')
      await sees(driver, '到时候发服务通知给您')
      await stage.advance(5 * SECOND_MS)
      await sees(driver, '已开票')
      await sees(driver, '*汽油*92#国Ⅵ 汽油')
      await driver.tap('open-file')
      await until(
        async () => /^发票-\d{20}\.pdf$/.test(await driver.fileShown()),
        async () => `the file shown is ${await driver.fileShown()}`,
      )
      await attendant.tapText('更正 ›')
      await typeKeys(attendant, '150')
      await attendant.tap('correct')
      await sees(attendant, '¥150.00')
      await stage.advance(4 * MINUTE_MS)
      const notices = await driver.notices()
      await driver.openedByNotice(notices.find(({ lines }) => lines[0] === '电子发票已开好')!)
      await sees(driver, '北京朝北物流有限公司')
      await driver.restart()
      await driver.openTab('我的')
      await driver.tap('invoices')
      await sees(driver, /已开票[\s\S]*¥150\.00[\s\S]*已红冲/)
      await driver.tapText('已红冲')
      await sees(driver, '新的一张按实付金额开')
      await driver.tap('replaced-by')
      await sees(driver, '¥150.00')
    })

    test('several orders together, in a person’s name', async () => {
      await goOnDuty(attendant)
      await served()
      await driver.restart()
      await served()
      await driver.restart()
      await sees(driver, '扫码加油')
      await driver.openTab('我的')
      await driver.tap('invoices')
      await sees(driver, '还没有申请过发票')
      await driver.tap('titles')
      await sees(driver, '还没有抬头')
      await driver.tap('new-title')
      await driver.tap('kind-personal')
      await driver.type('title-name', '张三')
      await driver.tap('save-title')
      await sees(driver, '默认')
      await driver.back()
      await sees(driver, '还没有申请过发票')
      await driver.tap('apply')
      await sees(driver, '请选要开票的订单')
      await driver.tap('order-0')
      await driver.tap('order-1')
      await sees(driver, '共 2 笔')
      await sees(driver, '张三')
      await driver.tap('send')
      await sees(driver, /开票中|已开票/)
      await stage.advance(5 * SECOND_MS)
      await sees(driver, '已开票')
      await sees(driver, '¥400.00')
    })
  })
}
