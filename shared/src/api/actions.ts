import type { EdgeRefusal, RefusalOf, ReplyOf, RequestOf, SentRequestOf } from './action'
import { POLICY, type PolicyLine } from '../staff/policy/table'
import { accountActions } from './account'
import { consoleActions } from './console/actions'
import { contractActions } from './contract'
import { couponActions } from './coupon'
import { invoiceActions } from './invoice'
import { memberActions } from './member'
import { phoneActions } from './phone'
import { messageActions } from './message'
import { orderActions } from './order'
import { privacyActions } from './privacy'
import { spendingActions } from './spending'
import { staffActions } from './staff'
import { stationActions } from './station'
import { ticketActions } from './ticket'

/** All actions: one contract for mini-program, console and functions. */
export const ACTIONS = {
  ...orderActions,
  ...stationActions,
  ...memberActions,
  ...phoneActions,
  ...messageActions,
  ...staffActions,
  ...couponActions,
  ...contractActions,
  ...accountActions,
  ...ticketActions,
  ...spendingActions,
  ...privacyActions,
  ...invoiceActions,
  ...consoleActions,
} as const

type Actions = typeof ACTIONS

export type ActionName = keyof Actions

/**
 * Complete by construction: an action without a policy line, or with another audience, does not
 * compile.
 */
const LINES: {
  readonly [Name in ActionName]: PolicyLine & { readonly who: Actions[Name]['audience'] }
} = POLICY

/** Permission to call an action; the edge checks it before any handler. */
export const policyOf = (name: ActionName): PolicyLine => LINES[name]

/** Request as sent by a client: plain JSON. */
export type Sent<Name extends ActionName> = SentRequestOf<Actions[Name]>
/** The same request parsed into domain values. */
export type Parsed<Name extends ActionName> = RequestOf<Actions[Name]>
export type Reply<Name extends ActionName> = ReplyOf<Actions[Name]>
export type Refusal<Name extends ActionName> = RefusalOf<Actions[Name]> | EdgeRefusal

/**
 * Every refusal code that a client may receive; a table of messages over these codes is complete.
 */
export type RefusalCode = Refusal<ActionName>['code']

/** `order.place` is served by the function `order`. */
export type FunctionName = ActionName extends `${infer Name}.${string}` ? Name : never
