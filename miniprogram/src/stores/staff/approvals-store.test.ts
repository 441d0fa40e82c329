import { ok, refuse } from '@palm/shared/kernel/result'
import { anApi } from '@palm/client/testing/api'
import { anApproval } from '@palm/client/testing/builders'
import { aClock, rest } from '@palm/client/testing/phone'
import { ApprovalsStore } from './approvals-store'

const request = anApproval()
const answered = { ...request, at: 'approved' } as const

test('requests are polled while the screen is visible, and kept without an answer', async () => {
  const lists = [
    ok({ toSettle: [request], own: [] }),
    refuse({ code: 'client/no-answer' } as const),
  ]
  const clock = aClock()
  const api = anApi({ 'staff.approvals': () => lists.shift()! })
  const store = new ApprovalsStore({ api, clock })
  store.show()
  await clock.pass(20_000)
  expect(api.asked).toHaveLength(2)
  expect(store.toSettle).toEqual([request])
  store.hide()
  await clock.pass(60_000)
  expect(api.asked).toHaveLength(2)
})

test('one’s own requests are pending until answered', async () => {
  const api = anApi({ 'staff.approvals': () => ok({ toSettle: [], own: [request, answered] }) })
  const store = new ApprovalsStore({ api, clock: aClock() })
  await store.load()
  expect(store.waiting).toEqual([request])
})

test('two taps send one answer, and the list is reloaded', async () => {
  const api = anApi({
    'staff.decide': () => ok(answered),
    'staff.approvals': () => ok({ toSettle: [], own: [] }),
  })
  const store = new ApprovalsStore({ api, clock: aClock() })
  const { approvalId } = request
  await Promise.all([store.settle(approvalId, true), store.settle(approvalId, false)])
  await rest()
  expect(api.requestsOf('staff.decide')).toEqual([{ approvalId, approve: true }])
  expect(store).toMatchObject({ toSettle: [], busy: null, refusal: null })
})

test('a refusal gives its reason', async () => {
  const api = anApi({
    'staff.decide': () => refuse({ code: 'approval/settled', at: 'declined' }),
    'staff.approvals': () => ok({ toSettle: [], own: [] }),
  })
  const store = new ApprovalsStore({ api, clock: aClock() })
  await store.settle(request.approvalId, true)
  expect(store.refusal).toMatchObject({ code: 'approval/settled' })
})
