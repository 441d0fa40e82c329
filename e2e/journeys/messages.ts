import { HOUR_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import { type Phone, sees } from '../phones/phone'
import type { Stage } from '../stage'
import { castEach } from './cast'
import type { JourneyOptions } from './journeys'
import { pay } from './pay'
import { acceptDigits, confirm, goOnDuty, typeKeys } from './serve'

/** Journeys of messages: consent, the service message with its screen, and the inbox. */
export function describeMessageJourneys(
  name: string,
  { driver: who, open }: Omit<JourneyOptions, 'wallet'>,
): void {
  describe(`messages ${name}`, () => {
    let stage: Stage
    let driver: Phone
    let attendant: Phone
    castEach(who, open, (cast) => ({ attendant, driver, stage } = cast))

    const fuelFirst = { nozzle: '3', amount: '¥200' } as const
    const payFirst = { nozzle: '3', amount: '¥300', payFirst: true } as const

    async function ask(answer: 'allows' | 'refuses') {
      driver.whenAskedForMessages(answer)
      await sees(driver, '加油完成后通知我')
      await driver.tap('message-ask')
    }

    async function openInbox() {
      await driver.openTab('我的')
      await sees(driver, '客服与帮助')
      await driver.tap('messages')
    }

    const titles = async () => (await driver.notices()).map(({ lines }) => lines[0])

    test('an order that is done comes as a service message, whose tap opens the order', async () => {
      await goOnDuty(attendant)
      await pay(driver, fuelFirst)
      await ask('allows')
      await sees(driver, '到时候发服务通知给您')
      await acceptDigits(attendant, driver)
      await confirm(attendant)
      await sees(driver, '已加油，祝一路平安')
      await stage.advance(2 * MINUTE_MS)
      expect(await titles()).toEqual(['加油完成'])
      const [notice] = await driver.notices()
      await driver.openedByNotice(notice!)
      await sees(driver, '已加油，祝一路平安')
      await driver.restart()
      await sees(driver, '扫码加油')
      await openInbox()
      await sees(driver, /加油完成 \S+ \d\d:\d\d 朝阳北路加油站，92# 汽油 25\.61 L/)
      await driver.tapText('加油完成')
      await sees(driver, '已加油，祝一路平安')
    })

    test('refused consent sends nothing, and the inbox has it, unread once', async () => {
      await goOnDuty(attendant)
      await pay(driver, fuelFirst)
      await ask('refuses')
      await sees(driver, '没有打开通知')
      await acceptDigits(attendant, driver)
      await confirm(attendant)
      await sees(driver, '已加油，祝一路平安')
      await stage.advance(2 * MINUTE_MS)
      expect(await driver.notices()).toEqual([])
      await driver.restart()
      await driver.openTab('我的')
      await sees(driver, '1 条未读')
      await driver.tap('messages')
      await sees(driver, '加油完成')
      await driver.back()
      await sees(driver, '没有未读')
    })

    test('a refund that has arrived is told, and leads to its order', async () => {
      await goOnDuty(attendant)
      await pay(driver, payFirst)
      await ask('allows')
      await sees(driver, '到时候发服务通知给您')
      await acceptDigits(attendant, driver)
      await typeKeys(attendant, '250')
      await confirm(attendant)
      await sees(driver, '已加油，祝一路平安')
      await stage.advance(3 * MINUTE_MS)
      expect((await titles()).sort()).toEqual(['加油完成', '退款到账'])
      const notices = await driver.notices()
      await driver.openedByNotice(notices.find(({ lines }) => lines[0] === '退款到账')!)
      await sees(driver, '¥50.00')
    })
  })
}

/** A whole shift of the clock takes its time, so that it is not one of every build. */
export function describeShiftJourney(
  name: string,
  { driver: who, open }: Omit<JourneyOptions, 'wallet'>,
): void {
  describe(`a shift ${name}`, () => {
    let stage: Stage
    let attendant: Phone
    castEach(who, open, (cast) => ({ attendant, stage } = cast))

    test('an attendant is reminded to hand over, and the message opens the duty', async () => {
      await goOnDuty(attendant)
      attendant.whenAskedForMessages('allows')
      await sees(attendant, '该交接班时通知我')
      await attendant.tap('message-ask')
      await sees(attendant, '到时候发服务通知给您')
      await stage.advance(8 * HOUR_MS)
      await stage.advance(2 * MINUTE_MS)
      const [notice] = await attendant.notices()
      expect(notice?.lines[0]).toBe('当班满 8 小时')
      await attendant.openedByNotice(notice!)
      await sees(attendant, '王师傅 · 朝阳北路加油站')
    })
  })
}
