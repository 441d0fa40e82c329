import { replyOf } from '../testing/scene'
import { CONTRACT_PAYABLE } from '../testing/contracts'
import { staffIdOf } from '../edge/identity/member-id'
import type { Caller } from '../testing/bench'
import { type Flow, placeAndPay, REFUND_MS, sign, withEverything } from './acts'
import { digitsOf, type Driver, insist, type Stage } from './stage'

/** An attendant confirms with the passphrase shown by the driver's phone. */
export async function confirm(
  { scene }: Stage,
  attendant: Caller,
  driver: Driver,
  orderId: string,
  dispensedFen: number,
): Promise<void> {
  const order = await insist(driver.call, 'order.get', { orderId })
  const atMs = scene.now()
  const proof = { kind: 'digits', digits: digitsOf(order, atMs), atMs } as const
  await insist(attendant, 'staff.confirm', { orderId, dispensedFen, proof })
  await scene.advance(REFUND_MS)
}

export async function correct(
  { scene }: Stage,
  attendant: Caller,
  orderId: string,
  dispensedFen: number,
): Promise<void> {
  await insist(attendant, 'staff.correct', { orderId, dispensedFen })
  await scene.advance(REFUND_MS)
}

const settling: readonly Flow[] = [
  ...[20_000, 15_000].map((dispensedFen): Flow => ({
    name: dispensedFen === 20_000 ? 'confirm all of it' : 'confirm with an under-fill',
    async prepare(stage) {
      const attendant = await stage.attendant()
      const saver = await stage.saver()
      const orderId = await placeAndPay(stage, saver, withEverything(saver.couponId))
      return () => confirm(stage, attendant, saver, orderId, dispensedFen)
    },
  })),
  {
    name: 'confirm at a contract price',
    async prepare(stage) {
      const attendant = await stage.attendant()
      const driver = await stage.driver()
      await sign(stage, driver)
      const orderId = await placeAndPay(stage, driver, { payableFen: CONTRACT_PAYABLE })
      return () => confirm(stage, attendant, driver, orderId, 20_000)
    },
  },
  {
    name: 'correct',
    async prepare(stage) {
      const attendant = await stage.attendant()
      const saver = await stage.saver()
      const orderId = await placeAndPay(stage, saver, withEverything(saver.couponId))
      await confirm(stage, attendant, saver, orderId, 20_000)
      return () => correct(stage, attendant, orderId, 18_000)
    },
  },
  {
    name: 'reject',
    async prepare(stage) {
      const attendant = await stage.attendant()
      const saver = await stage.saver()
      const orderId = await placeAndPay(stage, saver, withEverything(saver.couponId))
      return async () => {
        await insist(attendant, 'staff.reject', { orderId, reason: 'no-fuel' })
        await stage.scene.advance(REFUND_MS)
      }
    },
  },
  {
    name: 'ask a manager, who agrees',
    async prepare(stage) {
      const attendant = await stage.attendant()
      const driver = await stage.driver()
      const amounts = { amountFen: 30_000, payableFen: 30_000 }
      const orderId = await placeAndPay(stage, driver, amounts)
      const why = { reason: 'no-fuel', note: '' } as const
      const asked = { kind: 'reject', reason: 'no-fuel' } as const
      return async () => {
        const request = { orderId, asked, why }
        const { approvalId } = await insist(attendant, 'staff.ask', request)
        await insist(stage.manager, 'staff.decide', { approvalId, approve: true })
        await stage.scene.advance(REFUND_MS)
      }
    },
  },
]

const invite = async (operator: Caller) => {
  const whom = { name: '李师傅', role: 'attendant', stationIds: ['station:bj0001'] } as const
  const invitation = { ...whom, stationIds: [...whom.stationIds] }
  return (await insist(operator, 'console.inviteStaff', invitation)).code
}

const startDuty = ({ letters }: Stage, { call }: Driver) => {
  const request = { dutyId: `duty:${letters()}`, stationId: 'station:bj0001' }
  return insist(call, 'staff.startDuty', request)
}

const working: readonly Flow[] = [
  {
    name: 'invite and join',
    async prepare(stage) {
      const person = await stage.driver()
      const operator = await stage.scene.operator()
      return async () => {
        await insist(person.call, 'staff.join', { code: await invite(operator) })
      }
    },
  },
  {
    name: 'start and end duty',
    async prepare(stage) {
      const person = await stage.driver()
      replyOf(await person.call('staff.join', { code: await invite(await stage.scene.operator()) }))
      return async () => {
        await startDuty(stage, person)
        await insist(person.call, 'staff.endDuty', {})
      }
    },
  },
  {
    name: 'remove somebody at work',
    async prepare(stage) {
      const person = await stage.driver()
      replyOf(await person.call('staff.join', { code: await invite(await stage.scene.operator()) }))
      await startDuty(stage, person)
      const operator = await stage.scene.operator()
      const staffId = staffIdOf(person.memberId)
      return async () => void (await insist(operator, 'console.removeStaff', { staffId }))
    },
  },
]

export const STAFF_FLOWS: readonly Flow[] = [...settling, ...working]
