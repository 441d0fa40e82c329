import { fen } from '../../kernel/fen'
import { DAY_MS, MINUTE_MS } from '../../kernel/instant'
import { aDuty, after, aPaidOrder, aStaff, onDuty } from '../../testing/builders/builders'
import { aConfirmedOrder, aReversedOrder, refundsIn } from '../../testing/builders/orders'
import { refused, valueOf } from '../../testing/results'
import {
  type Approval,
  approve,
  type Approver,
  ask,
  type Ask,
  decline,
  expired,
  stateAt,
} from './approval'
import type { Order } from '../facts/order'

const WANG = aStaff()
const ZHAO: Approver = { id: 'staff:zhao', memberId: 'member:zhao' }
const NOW = after(5 * MINUTE_MS)

const aLargeOrder = (): Order => ({
  ...aPaidOrder(),
  amountFen: fen(50_000),
  payableFen: fen(50_000),
})

const anAsk = (changes: Partial<Ask> = {}): Ask => ({
  by: onDuty(),
  asked: { kind: 'reject', reason: 'no-fuel' },
  why: { reason: 'no-fuel', note: '' },
  nowMs: NOW,
  ...changes,
})

const anApproval = (order = aLargeOrder(), changes: Partial<Ask> = {}): Approval =>
  valueOf(ask(order, null, anAsk(changes)))

const settling = (approver = ZHAO, nowMs = after(6 * MINUTE_MS)) => ({
  approver,
  asker: WANG,
  nowMs,
})

describe('asking a second person', () => {
  test('changes nothing yet, and says what would go back and until when it waits', () => {
    expect(anApproval()).toMatchObject({
      id: 'approval:0123456789abcdef7k2m',
      backFen: 50_000,
      askedBy: { staffId: WANG.id, name: '王师傅' },
      answerByMs: NOW + DAY_MS,
      state: { at: 'open' },
    })
  })

  test('again finds the first request as long as it is open', () => {
    const first = anApproval()
    const other = anAsk({ why: { reason: 'other', note: '再问一次' }, nowMs: after(9 * MINUTE_MS) })
    expect(valueOf(ask(aLargeOrder(), first, other))).toBe(first)
    const declined = valueOf(decline(first, aLargeOrder(), settling()))
    expect(valueOf(ask(aLargeOrder(), declined, other))).toMatchObject({ state: { at: 'open' } })
  })

  test.each<[string, Order, Partial<Ask>, string]>([
    [
      'of another station',
      aLargeOrder(),
      { by: onDuty(aDuty({ stationId: 'station:bj0002' })) },
      'order/unknown',
    ],
    ['that is the attendant’s own', { ...aLargeOrder(), memberId: WANG.memberId }, {}, 'order/own'],
    [
      'that is not confirmed, to correct it',
      aLargeOrder(),
      { asked: { kind: 'correct', dispensedFen: fen(1) } },
      'order/not-confirmed',
    ],
    ['that was confirmed, to reject it', aConfirmedOrder(), {}, 'order/already-confirmed'],
  ])('for an order %s is refused', (_, order, changes, code) => {
    expect(ask(order, null, anAsk(changes))).toMatchObject(refused(code))
  })

  test('finds nothing that another station asked for', () => {
    const by = onDuty(aDuty({ stationId: 'station:bj0002' }))
    const asked = ask(aLargeOrder(), anApproval(), anAsk({ by }))
    expect(asked).toMatchObject(refused('order/unknown'))
  })
})

describe('a second person', () => {
  test('who approves has it done, and both are on record', () => {
    const { approval, order } = valueOf(approve(anApproval(), aLargeOrder(), settling()))
    expect(approval.state).toMatchObject({ at: 'approved', by: 'staff:zhao' })
    expect(order.state).toMatchObject({
      status: 'refunding',
      reversal: { staffId: WANG.id, approvedBy: 'staff:zhao' },
    })
    expect(refundsIn(order)).toMatchObject([{ amountFen: 50_000 }])
  })

  test('who approves a correction has the difference go back', () => {
    const confirmed = aConfirmedOrder()
    const asked = { kind: 'correct', dispensedFen: fen(5_000) } as const
    const approval = anApproval(confirmed, { asked })
    const other = { ...settling(), asker: WANG, approver: { ...ZHAO } }
    const { order } = valueOf(approve(approval, confirmed, other))
    expect(order.state).toMatchObject({
      confirmation: { dispensedFen: 5_000, corrections: [{ approvedBy: 'staff:zhao' }] },
    })
  })

  test('who declines leaves the order as it was', () => {
    const declined = valueOf(decline(anApproval(), aLargeOrder(), settling()))
    expect(declined.state).toMatchObject({ at: 'declined', by: 'staff:zhao' })
  })

  test.each<[string, Approver]>([
    ['the one who asked', { id: WANG.id, memberId: WANG.memberId }],
    ['the driver', { id: 'staff:zhang', memberId: aPaidOrder().memberId }],
  ])('is not %s', (_, approver) => {
    const by = settling(approver)
    const same = refused('approval/same-person')
    expect(approve(anApproval(), aLargeOrder(), by)).toMatchObject(same)
    expect(decline(anApproval(), aLargeOrder(), by)).toMatchObject(same)
  })

  test('is not the one who confirmed what is to be corrected', () => {
    const asked = { kind: 'correct', dispensedFen: fen(5_000) } as const
    const li = aStaff({ id: 'staff:li', memberId: 'member:li' })
    const approval = anApproval(aConfirmedOrder(), { asked, by: { staff: li, duty: aDuty() } })
    const by = settling({ id: WANG.id, memberId: WANG.memberId })
    expect(approve(approval, aConfirmedOrder(), by)).toMatchObject(refused('approval/same-person'))
  })

  test.each<[string, (approval: Approval) => Approval, number]>([
    ['has answered', (one) => valueOf(decline(one, aLargeOrder(), settling())), 7 * MINUTE_MS],
    ['has come too late', (one) => one, DAY_MS + 5 * MINUTE_MS],
  ])('who %s changes nothing', (_, made, ms) => {
    const by = settling(ZHAO, after(ms))
    expect(approve(made(anApproval()), aLargeOrder(), by)).toMatchObject(
      refused('approval/settled'),
    )
  })

  test('who did not hear that their answer had arrived gives it again, and it stays as it was', () => {
    const approved = valueOf(approve(anApproval(), aLargeOrder(), settling()))
    const again = settling(ZHAO, after(9 * MINUTE_MS))
    expect(valueOf(approve(approved.approval, approved.order, again))).toEqual({
      order: approved.order,
      entry: null,
      approval: approved.approval,
    })
    const declined = valueOf(decline(anApproval(), aLargeOrder(), settling()))
    expect(valueOf(decline(declined, aLargeOrder(), again))).toBe(declined)
  })

  test('who did not answer first is told that it is settled, whatever they say', () => {
    const { approval, order } = valueOf(approve(anApproval(), aLargeOrder(), settling()))
    const other = settling({ id: 'staff:qian', memberId: 'member:qian' })
    expect(approve(approval, order, other)).toMatchObject(refused('approval/settled'))
    expect(decline(approval, order, settling())).toMatchObject(refused('approval/settled'))
  })

  test('finds an order that was rejected since as it is', () => {
    const order = aReversedOrder()
    expect(valueOf(approve(anApproval(), order, settling())).order).toBe(order)
  })
})

test('a request that nobody answers has expired by its deadline, and stays on record', () => {
  const approval = anApproval()
  expect(stateAt(approval, after(DAY_MS))).toEqual({ at: 'open' })
  const late = after(DAY_MS + 5 * MINUTE_MS)
  expect(expired(approval, late).state).toEqual({ at: 'expired', atMs: approval.answerByMs })
})
