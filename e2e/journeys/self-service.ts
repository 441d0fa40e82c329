import { HOUR_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import { type Phone, sees } from '../phones/phone'
import type { Stage } from '../stage'
import { castEach } from './cast'
import type { JourneyOptions } from './journeys'
import { pay } from './pay'
import { acceptDigits, goOnDuty } from './serve'

const PRESET = { nozzle: '3', amount: '¥300', payFirst: true } as const
const FUEL_FIRST = { nozzle: '3', amount: '¥200' } as const

/** What drivers do without a phone call: refunds of what was not served, questions, ratings. */
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
      await sees(driver, '正在退回 ¥300.00')
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
      await sees(attendant, '已回复司机')
      await sees(driver, '王师傅没有同意退款：请到油站当面说')
      await askRefund()
      await sees(attendant, '司机申请退款')
      await attendant.tapText('核对')
      await attendant.tap('grant-refund')
      await attendant.tap('grant-refund-sure')
      await sees(attendant, '退款中')
      await sees(driver, '加油员同意退款')
      await stage.advance(2 * MINUTE_MS)
      await sees(driver, `已退回${wallet} ¥200.00`)
    })

    test('a preset that nobody serves goes back by itself', async () => {
      await stage.operate('console.saveServiceRules', {
        ...{ endAfterHours: 1, remindBeforeHours: 0, phone: null, phoneHours: '' },
      })
      await pay(driver, PRESET)
      await stage.advance(HOUR_MS + MINUTE_MS)
      await sees(driver, '系统自动退款')
      await stage.advance(2 * MINUTE_MS)
      await sees(driver, `已退回${wallet} ¥300.00`)
    })
  })
}
