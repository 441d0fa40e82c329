import type { StationRole } from '@palm/shared/staff/role'
import type { Caller } from './bench'
import { replyOf, type Scene } from './scene'

export interface Hired {
  readonly role?: StationRole
  readonly stationIds?: readonly string[]
  /** Station of their duty; null for none. */
  readonly at?: string | null
}

let numbers = 0

/** Enters as a driver, is invited by the office, joins and starts a duty. */
export async function hire(scene: Scene, openId: string, hired: Hired = {}): Promise<Caller> {
  const { at = 'station:bj0001', role = 'attendant', stationIds = ['station:bj0001'] } = hired
  const caller = scene.inWechat(openId)
  replyOf(await caller('member.enter', {}))
  const operator = await scene.operator()
  const whom = { name: openId.slice(0, 20), role, stationIds: [...stationIds] }
  const { code } = replyOf(await operator('console.inviteStaff', whom))
  replyOf(await caller('staff.join', { code }))
  const dutyId = `duty:${String(++numbers).padStart(20, '9')}`
  if (at !== null) replyOf(await caller('staff.startDuty', { dutyId, stationId: at }))
  return caller
}
