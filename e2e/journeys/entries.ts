import type { OrderId } from '@palm/shared/order/facts/order'
import { agentIdFor, agentLink } from '@palm/shared/order/entry/agent-code'
import type { EntryChannel } from '@palm/shared/order/entry/channel'
import { type Phone, sees } from '../phones/phone'
import type { Stage } from '../stage'
import { castEach } from './cast'
import type { JourneyOptions } from './journeys'
import { codeOf } from './pay'

const AGENT = agentIdFor('ZHAOYANG1')

/** A way into the app: a link that is scanned, or a page that a menu or card opens. */
interface Entry {
  readonly open: { readonly link: string } | { readonly page: string }
  readonly sees: string
  readonly kind: EntryChannel['kind']
  /** No order: another entry of its kind has one. */
  readonly isSeenOnly?: true
}

const ENTRIES: readonly Entry[] = [
  { open: { link: codeOf('3') }, sees: '92# 汽油', kind: 'nozzle-code' },
  { open: { link: 'http://palm.example/p/BJ0001' }, sees: '请选择油枪', kind: 'station-code' },
  { open: { link: agentLink('http://palm.example', AGENT) }, sees: '领券中心', kind: 'agent-code' },
  // The last letter is missing: it opens the same screen, and the driver simply came by themselves.
  {
    open: { link: `http://palm.example/a/${AGENT.slice(0, -1)}` },
    sees: '领券中心',
    kind: 'home',
    isSeenOnly: true,
  },
  {
    open: { page: '/pages/coupons/coupons?from=life-account' },
    sees: '领券中心',
    kind: 'life-account',
  },
  {
    open: { page: '/pages/coupons/coupons?from=fuel-service' },
    sees: '领券中心',
    kind: 'fuel-service',
    isSeenOnly: true,
  },
  {
    open: { page: '/packages/coupon/coupons/coupons?from=message' },
    sees: '领券中心',
    kind: 'message',
  },
]

/** Every way into the app, after it was closed and while it runs, and what an order keeps of it. */
export function describeEntryJourneys(
  name: string,
  { driver: who, open }: Omit<JourneyOptions, 'wallet'>,
): void {
  describe(`entries ${name}`, () => {
    let stage: Stage
    let driver: Phone
    castEach(who, open, (cast) => ({ driver, stage } = cast))

    const coldly = (to: Entry['open']) =>
      'link' in to ? driver.restart(to.link) : driver.openedByFriend(to.page)
    const warmly = (to: Entry['open']) =>
      'link' in to ? driver.openedByScanning(to.link) : driver.returnsTo(to.page)

    /** Orders at the cashier of the screen, closes the wallet, and reads how the order came about. */
    async function cameOfOrder() {
      const known = new Set(orderIds(stage))
      driver.whenAskedToPay('cancels')
      await driver.tapText('¥100')
      await sees(driver, '支付 ¥')
      await driver.tap('pay')
      await sees(driver, '您取消了付款')
      const orderId = orderIds(stage).find((id) => !known.has(id))
      if (orderId === undefined) throw new Error('no order was placed')
      // Another amount cancels it.
      await driver.tapText('¥200')
      return (await stage.operate('console.explainOrder', { orderId })).came
    }

    async function atCashierOf({ kind }: Entry): Promise<void> {
      if (kind === 'nozzle-code') return
      if (kind === 'station-code') return driver.tap('nozzle-3')
      await driver.openTab('加油')
      await driver.tap('choose-nearest')
      await driver.tap('nozzle-1')
    }

    test('each opens its screen, cold and warm, and is kept with the order', async () => {
      for (const entry of ENTRIES) {
        // Over whatever the driver was doing, then after the app was closed.
        await warmly(entry.open)
        await sees(driver, entry.sees)
        await coldly(entry.open)
        await sees(driver, entry.sees)
        if (entry.isSeenOnly) continue
        await atCashierOf(entry)
        expect((await cameOfOrder())?.by.kind).toBe(entry.kind)
      }
      // The agent was the first who brought the driver, and the service page the last.
      await driver.restart(codeOf('7'))
      await sees(driver, '95# 汽油')
      expect(await cameOfOrder()).toMatchObject({
        by: { kind: 'nozzle-code' },
        touches: {
          first: { channel: { kind: 'agent-code', agentId: AGENT } },
          last: { channel: { kind: 'fuel-service' } },
        },
      })
    })

    test('a station sent by a friend opens it, and the order names the friend', async () => {
      await sees(driver, '扫码加油')
      await driver.tap('agree-location')
      await sees(driver, '距您')
      await driver.tap('all-stations')
      await driver.tap('station-bj0002')
      await sees(driver, '在这里加油')
      const card = await driver.sharedPath()
      expect(card).toMatch(/stationId=.*from=share&by=[0-9a-z]{20}$/)
      const friend = await stage.phone('liu')
      await friend.openedByFriend(card)
      await sees(friend, '通惠河加油站')
      await friend.tap('refuel-here')
      await friend.tap('nozzle-1')
      driver = friend
      const came = await cameOfOrder()
      const memberId = `member:${card.slice(-20)}`
      expect(came).toMatchObject({
        by: { kind: 'share', memberId },
        touches: { last: { channel: { kind: 'share', memberId } } },
      })
      // A running app is taken to the station, too.
      await friend.restart()
      await sees(friend, '扫码加油')
      await friend.returnsTo(card)
      await sees(friend, '在这里加油')
    })

    test('an agent’s code scanned inside the app leads to the vouchers', async () => {
      await sees(driver, '扫码加油')
      driver.pointCameraAt(agentLink('http://palm.example', AGENT))
      await driver.tap('scan')
      await sees(driver, '领券中心')
    })
  })
}

const orderIds = ({ product }: Stage): readonly OrderId[] =>
  product.stack.documents('orders', 1_000).map((document) => (document as { _id: OrderId })._id)
