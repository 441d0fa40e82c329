import { WRONG_INVITATIONS } from '@palm/shared/api/limits'
import type { StaffOrderView, StaffView } from '@palm/shared/api/staff'
import type { BusinessDay } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import { confirm, reverse } from '@palm/shared/order/confirm'
import { correct } from '@palm/shared/order/correct'
import { preview } from '@palm/shared/order/preview'
import type { Order } from '@palm/shared/order/order'
import { dayKey } from '@palm/shared/passphrase/key'
import { endDuty, startDuty } from '@palm/shared/staff/duty'
import type { Staff } from '@palm/shared/staff/staff'
import { type GuessCount, openGuesses } from '../kit/guesses'
import type { PayingRuntime } from '../kit/paying-runtime'
import type { SaveContext } from '../kit/order-change'
import { openProgramme, type Programme } from '../kit/programme'
import { type Act, type Handlers, withContext } from '../kit/serve'
import { invitationIdOf, invite } from './invitation'
import { presentDuty, presentForStaff } from './present'
import { onDuty, openStaffStore, type StaffStore } from './store'

interface StaffContext extends PayingRuntime {
  readonly store: StaffStore
  readonly invitations: GuessCount
  readonly programme: () => Promise<Programme>
}

export function staffHandlers(runtime: PayingRuntime): Handlers<'staff'> {
  const { clock, database } = runtime
  const context: StaffContext = {
    ...runtime,
    store: openStaffStore(database),
    invitations: openGuesses(runtime, 'invitation', WRONG_INVITATIONS),
    programme: openProgramme(database, clock),
  }
  return withContext(context, {
    'staff.invite': inviteStaff,
    'staff.join': join,
    'staff.me': me,
    'staff.startDuty': start,
    'staff.endDuty': end,
    'staff.queue': queue,
    'staff.preview': previewSettlement,
    'staff.confirm': confirmOrder,
    'staff.correct': correctOrder,
    'staff.reject': rejectOrder,
  })
}

const inviteStaff: Act<StaffContext, 'staff.invite'> = async ({ clock, store }, whom) => {
  const stations = await Promise.all(whom.stationIds.map((id) => store.station(id)))
  if (stations.includes(null)) return refuse({ code: 'station/unknown' })
  const { code, invitation } = invite(whom, clock())
  await store.invite(invitation)
  return ok({ code, expiresAtMs: invitation.expiresAtMs })
}

const join: Act<StaffContext, 'staff.join'> = async (context, { code }, { memberId }) => {
  const guess = await context.invitations.take(memberId)
  if (!guess.ok) return guess
  const joined = await context.store.join(invitationIdOf(code), memberId, context.clock())
  if (joined.ok) await context.invitations.forget(memberId)
  return joined.ok ? ok(await viewOf(context, joined.value)) : joined
}

const me: Act<StaffContext, 'staff.me'> = async (context, _, { memberId }) => {
  const staff = await context.store.staff(memberId)
  if (staff?.status !== 'active') return refuse({ code: 'caller/forbidden' })
  return ok(await viewOf(context, staff))
}

const start: Act<StaffContext, 'staff.startDuty'> = async (context, request, { memberId }) => {
  const { clock, credentials, store } = context
  const station = await store.station(request.stationId)
  if (!station) return refuse({ code: 'station/unknown' })
  const nowMs = clock()
  const started = await store.change(memberId, (staff) => startDuty(staff, { ...request, nowMs }))
  if (!started.ok) return started
  const { passphraseSecret } = await credentials()
  return ok(presentDuty(started.value, station, passphraseSecret, nowMs))
}

const end: Act<StaffContext, 'staff.endDuty'> = async (context, _, { memberId }) => {
  const ended = await context.store.change(memberId, (staff) => ok(endDuty(staff)))
  return ended.ok ? ok(await viewOf(context, ended.value)) : refuse({ code: 'caller/forbidden' })
}

const WAITING_MAX = 100
const RECENT_MAX = 10

const queue: Act<StaffContext, 'staff.queue'> = async ({ store }, { withRecent }, { memberId }) => {
  const by = onDuty(await store.staff(memberId))
  if (!by.ok) return by
  const { confirmedCount, confirmedFen, stationId } = by.value.duty
  const [waiting, recent] = await Promise.all([
    store.ordersAt(stationId, ['paid'], WAITING_MAX),
    withRecent && store.ordersAt(stationId, ['confirmed', 'refunding', 'refunded'], RECENT_MAX),
  ])
  return ok({
    waiting: present(waiting).reverse(),
    recent: recent ? present(recent) : null,
    totals: { confirmedCount, confirmedFen },
  })
}

const previewSettlement: Act<StaffContext, 'staff.preview'> = async (
  { store },
  { dispensedFen, orderId },
  { memberId },
) => {
  const [staff, order] = await Promise.all([store.staff(memberId), store.order(orderId)])
  const by = onDuty(staff)
  if (!by.ok) return by
  return order ? preview(order, by.value, dispensedFen) : refuse({ code: 'order/unknown' })
}

const confirmOrder: Act<StaffContext, 'staff.confirm'> = async (context, request, { memberId }) => {
  const { dispensedFen, orderId, proof } = request
  const { passphraseSecret } = await context.credentials()
  const at = await saveContext(context)
  const acted = await context.store.act(memberId, orderId, at, (order, by) => {
    const keyOf = (day: BusinessDay) => dayKey(passphraseSecret, order.stationId, day)
    return confirm(order, { by, dispensedFen, proof, keyOf, nowMs: at.nowMs })
  })
  return settle(context, acted)
}

const correctOrder: Act<StaffContext, 'staff.correct'> = async (context, request, { memberId }) => {
  const { dispensedFen, orderId } = request
  const at = await saveContext(context)
  const acted = await context.store.act(memberId, orderId, at, (order, by) =>
    correct(order, { by, dispensedFen, nowMs: at.nowMs }),
  )
  return settle(context, acted)
}

const rejectOrder: Act<StaffContext, 'staff.reject'> = async (context, request, { memberId }) => {
  const { orderId, reason } = request
  const at = await saveContext(context)
  const acted = await context.store.act(memberId, orderId, at, (order, by) =>
    reverse(order, { by, reason, nowMs: at.nowMs }),
  )
  return settle(context, acted)
}

const saveContext = async ({ clock, programme }: StaffContext): Promise<SaveContext> => ({
  rules: (await programme()).loyaltyRules,
  nowMs: clock(),
})

/** Money that was reserved to go back is sent on its way at once; the timer repeats what fails. */
async function settle<Refusal extends { readonly code: string }>(
  { payments }: StaffContext,
  acted: Result<Order, Refusal>,
): Promise<Result<StaffOrderView, Refusal>> {
  if (!acted.ok) return acted
  return ok(present([await payments.giveBack(acted.value)])[0]!)
}

const present = (orders: readonly Order[]): StaffOrderView[] =>
  orders.flatMap((order) => presentForStaff(order) ?? [])

async function viewOf(context: StaffContext, staff: Staff): Promise<StaffView> {
  const { clock, credentials, store } = context
  const ids = new Set([...staff.stationIds, ...(staff.duty ? [staff.duty.stationId] : [])])
  const found = await Promise.all([...ids].map((id) => store.station(id)))
  const stations = found.filter((station) => station !== null)
  const at = stations.find(({ id }) => id === staff.duty?.stationId)
  const { passphraseSecret } = await credentials()
  return {
    name: staff.name,
    role: staff.role,
    stations: stations.map(({ id, name }) => ({ stationId: id, name })),
    duty: at ? presentDuty(staff, at, passphraseSecret, clock()) : null,
  }
}
