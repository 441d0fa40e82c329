import { z } from 'zod'
import type { EpochMs } from '../kernel/instant'
import { DATA_PARTS } from '../member/data-part'
import type { LeaveObstacle, LeaveRefusal, Losses } from '../member/leaving/leaving'
import type { PasswordRefusal } from '../stored-value/guard/password'
import { action } from './action'
import { instant, paymentPassword } from './fields'

/** A number is written with so many decimals, from a whole number of its smallest unit. */
export type DataCell = string | number | { readonly units: number; readonly decimals: 2 }

export interface DataSheet {
  readonly name: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly DataCell[])[]
}

/** A page of one part of a member's data. Pages of one sheet have its name. */
export interface DataPage {
  readonly sheets: readonly DataSheet[]
  /** Where the next page of the part begins; null after the last one. */
  readonly beforeMs: EpochMs | null
}

/** 注销: what stands in its way, what would be gone, and whether it is under way. */
export interface LeavingView {
  readonly obstacles: readonly LeaveObstacle[]
  readonly losses: Losses
  /** The member has a payment password, which is the proof. */
  readonly needsPassword: boolean
  /** Asked for, and carried out at this time unless the member stays; null if it was not. */
  readonly leavesAtMs: EpochMs | null
  /** Why the last request was not carried out; null if there was none. */
  readonly stoppedBy: string | null
}

type Unknown = { readonly code: 'member/unknown' }

const nothing = z.strictObject({})

export const privacyActions = {
  /** 个人信息副本 (个人信息保护法, article 45): a page of all data about the caller. */
  'privacy.data': action<DataPage, Unknown>()({
    audience: 'member',
    request: z.strictObject({ part: z.enum(DATA_PARTS), beforeMs: instant.nullable() }),
  }),
  'privacy.leaving': action<LeavingView, Unknown>()({ audience: 'member', request: nothing }),
  /** Asks to leave; carried out after some days. */
  'privacy.leave': action<LeavingView, Unknown | LeaveRefusal | PasswordRefusal>()({
    audience: 'member',
    request: z.strictObject({
      password: paymentPassword.nullable(),
    }),
  }),
  /** Stays after all. */
  'privacy.stay': action<LeavingView, Unknown>()({ audience: 'member', request: nothing }),
} as const
