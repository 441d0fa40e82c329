import { epochMs } from '@palm/shared/kernel/instant'
import type { Member } from '@palm/shared/member/member'
import { CARRIED, WITH_POINTS, WITH_VALUE } from '@palm/shared/testing/builders/tenders'
import { members } from '../documents/member/members'
import { orders } from '../documents/orders'
import { savedRules } from '../flows/operator-rules'
import { someLoyaltyRules } from './rules'
import { replyOf, type Scene } from './scene'

const POLICY = {
  id: 'stored-value-policy:1',
  fromMs: epochMs(0),
  spending: 'gift-first',
  perOrderFen: null,
  perDayFen: null,
  refundDays: null,
  settledAfterDays: 365,
} as const

/**
 * Gives 张 ¥130 of stored value, ¥30 of it as gift, and 104 points, of which 10 pay ¥1, up to half
 * of an order; under rules that allow both tenders.
 */
export async function makeSaver(scene: Scene): Promise<void> {
  replyOf(await (await scene.operator())('console.saveLoyaltyRules', someLoyaltyRules()))
  const member = await zhangIn(scene)
  const loyalty = { ...member.loyalty, points: WITH_POINTS, statement: CARRIED }
  await scene.database.transaction(async (transaction) => {
    const operatorRules = await transaction.get(savedRules, 'programme:current')
    if (!operatorRules) throw new Error('no rules')
    const storedValueRules = { policy: [POLICY], offers: [] }
    await transaction.put(savedRules, { ...operatorRules, storedValueRules })
    await transaction.put(members, { ...member, loyalty, storedValue: WITH_VALUE })
  })
  await scene.advance(61_000) // a warm instance reloads the rules once a minute
}

/** Zhang's stored document. */
export async function zhangIn(scene: Scene): Promise<Member> {
  const { order } = await scene.place({ amountFen: 100 })
  const stored = await scene.database.get(orders, order.orderId)
  const member = stored && (await scene.database.get(members, stored.memberId))
  if (!member) throw new Error('no member')
  return member
}
