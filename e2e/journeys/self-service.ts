import { HOUR_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import { type Phone, sees } from '../phones/phone'
import type { Stage } from '../stage'
import { castEach } from './cast'
import type { JourneyOptions } from './journeys'
import { openOrders } from './orders'
import { pay, scanNozzle } from './pay'
import { acceptDigits, confirm, goOnDuty, typeKeys } from './serve'

const PRESET = { nozzle: '3', amount: '¥300', payFirst: true } as const
const FUEL_FIRST = { nozzle: '3', amount: '¥200' } as const

/** Journeys without a phone call: refunds of orders not served, questions, ratings. */
export function describeSelfServiceJourneys(
  name: string,
  { driver: who, open, wallet }: JourneyOptions,
): void {
  describe(`self-service ${name}`, () => {
    let stage: Stage
    let driver: Phone
    let attendant: Phone
    castEach(who, open, (cast) => ({ attendant, driver, stage } = cast))

    async function askRefund(): Promise<void> {
      await driver.tap('ask-refund')
      await sees(driver, `原路退回${wallet}`)
      await driver.tap('ask-refund-sure')
    }

    test('a preset that was not fuelled goes back at once', async () => {
      await goOnDuty(attendant)
      await pay(driver, PRESET)
      await sees(driver, /前没有加油，会自动退款/)
      await askRefund()
      await sees(driver, '您取回了付款')
      // Alipay answers at once, WeChat Pay a while later.
      await sees(driver, /(正在退回|已退回\S+) ¥300\.00/)
      await sees(attendant, '暂无待核对订单')
      await stage.advance(2 * MINUTE_MS)
      await sees(driver, `已退回${wallet} ¥300.00`)
    })

    test('an accepted preset is for the attendant to give back', async () => {
      await goOnDuty(attendant)
      await pay(driver, PRESET)
      await acceptDigits(attendant, driver)
      await sees(driver, '王师傅已核对口令')
      await askRefund()
      await sees(driver, '已向加油员申请退款')
    })

    test('fuel first: the attendant declines with a reason, then agrees', async () => {
      await goOnDuty(attendant)
      await pay(driver, FUEL_FIRST)
      await askRefund()
      await sees(driver, '已向加油员申请退款')
      await sees(attendant, '司机申请退款')
      await attendant.tapText('核对')
      await attendant.tap('decline-refund')
      await attendant.tap('decline-come-to-station')
      await attendant.tap('decline-sure')
      await sees(driver, '王师傅没有同意退款：请到油站当面说')
      await askRefund()
      await sees(attendant, '司机申请退款 ·')
      await attendant.tapText('核对')
      await attendant.tap('grant-refund')
      await attendant.tap('grant-refund-sure')
      await sees(attendant, /退款中|已退款/)
      await sees(driver, '加油员同意退款')
      await stage.advance(2 * MINUTE_MS)
      await sees(driver, `已退回${wallet} ¥200.00`)
    })

    test('a preset that nobody serves goes back by itself', async () => {
      await stage.operate('console.saveServiceRules', {
        ...{ endAfterHours: 1, remindBeforeHours: 0, phone: null, phoneHours: '' },
      })
      // A warm instance reloads the rules once a minute.
      await stage.advance(2 * MINUTE_MS)
      await pay(driver, PRESET)
      await stage.advance(HOUR_MS + MINUTE_MS)
      await sees(driver, '系统自动退款')
      await stage.advance(2 * MINUTE_MS)
      await sees(driver, `已退回${wallet} ¥300.00`)
    })

    async function served(): Promise<void> {
      await goOnDuty(attendant)
      await pay(driver, FUEL_FIRST)
      await acceptDigits(attendant, driver)
      await confirm(attendant)
      await sees(driver, '已加油，祝一路平安')
    }

    /** The office answers the only question. */
    async function answer(text: string): Promise<void> {
      const { tickets } = await stage.operate('console.tickets', { afterMs: null })
      expect(tickets).toHaveLength(1)
      await stage.operate('console.answerTicket', { ticketId: tickets[0]!.ticketId, text })
    }

    test('a wrong nozzle is asked about, answered, and seen', async () => {
      await served()
      await driver.tap('help-wrong-nozzle')
      await driver.type('ticket-text', '我加的是 7 号枪')
      await driver.tap('send-ticket')
      await sees(driver, '等待答复')
      await sees(driver, /最晚 .* 前答复/)
      await answer('已按 7 号枪登记')
      await driver.restart()
      await driver.openTab('我的')
      await driver.tap('help')
      await sees(driver, '已按 7 号枪登记')
      await sees(driver, '客服电话')
      await driver.tap('close-wrong-nozzle')
      await sees(driver, '已结束')
    })

    test('less fuel than confirmed is corrected, and the rest refunded', async () => {
      await served()
      await driver.tap('help-less-dispensed')
      await driver.type('claimed', '150')
      await driver.tap('send-claim')
      await sees(driver, '您说实际加了 ¥150.00')
      await sees(attendant, '更正')
      await attendant.tapText('更正 ›')
      await typeKeys(attendant, '150')
      await attendant.tap('correct')
      await sees(attendant, '¥150.00')
      await driver.restart()
      await openOrders(driver)
      await sees(driver, '已加油')
      await driver.tapText('已加油')
      await sees(driver, '加油员已确认（金额已更正）')
      await sees(driver, /退回.*¥50\.00/)
    })

    test('a served order is rated', async () => {
      await served()
      await driver.tap('help-rate')
      await driver.tap('star-4')
      await sees(driver, '满意')
      await driver.tap('send-rating')
      await sees(driver, '改评价')
      await driver.restart()
      await driver.openTab('我的')
      await driver.tap('help')
      await driver.tap('ratings')
      await sees(driver, /朝阳北路加油站 ★★★★/)
    })

    test('one’s own unpaid order does not make the next one dearer', async () => {
      await sees(driver, '扫油枪上的码')
      await driver.openTab('优惠券')
      await sees(driver, '剩 5000 张')
      await driver.tap('claim-full-200')
      await sees(driver, '剩 4999 张')
      await driver.restart()
      await sees(driver, '扫油枪上的码')
      await scanNozzle(driver, '3')
      await driver.tapText('¥200')
      await sees(driver, '支付 ¥180.00')
      driver.whenAskedToPay('cancels')
      await driver.tap('pay')
      await sees(driver, '您取消了付款')
      await driver.tapText('¥100')
      await sees(driver, '支付 ¥100.00')
      await driver.tapText('¥200')
      await sees(driver, '支付 ¥180.00')
      await driver.tap('pay')
      await sees(driver, '您取消了付款')
      await driver.restart()
      await sees(driver, '扫油枪上的码')
      await scanNozzle(driver, '3')
      await driver.tapText('¥200')
      await sees(driver, '1 张券被未付款的订单占用')
      await driver.tap('free-held')
      await sees(driver, '支付 ¥180.00')
    })
  })
}
