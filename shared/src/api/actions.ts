import type { EdgeRefusal, RefusalOf, ReplyOf, RequestOf, SentRequestOf } from './action'
import { POLICY, type PolicyLine } from '../staff/policy'
import { accountActions } from './account'
import { consoleActions } from './console'
import { contractActions } from './contract'
import { couponActions } from './coupon'
import { memberActions } from './member'
import { orderActions } from './order'
import { staffActions } from './staff'
import { stationActions } from './station'

/** Everything that a client can ask for: one contract for mini-program, console and functions. */
export const ACTIONS = {
  ...orderActions,
  ...stationActions,
  ...memberActions,
  ...staffActions,
  ...couponActions,
  ...contractActions,
  ...accountActions,
  ...consoleActions,
} as const

type Actions = typeof ACTIONS

export type ActionName = keyof Actions

/** Complete by construction: an action without a line, or with another audience, does not compile. */
const LINES: {
  readonly [Name in ActionName]: PolicyLine & { readonly who: Actions[Name]['audience'] }
} = POLICY

/** Who may call an action: the edge asks it before any handler. */
export const policyOf = (name: ActionName): PolicyLine => LINES[name]

/** What a client sends: plain JSON. */
export type Sent<Name extends ActionName> = SentRequestOf<Actions[Name]>
/** What a function works on: the same, parsed into the domain's values. */
export type Parsed<Name extends ActionName> = RequestOf<Actions[Name]>
export type Reply<Name extends ActionName> = ReplyOf<Actions[Name]>
export type Refusal<Name extends ActionName> = RefusalOf<Actions[Name]> | EdgeRefusal

/** Every code that any client may ever hear: whoever has words for these has words for all. */
export type RefusalCode = Refusal<ActionName>['code']

/** `order.place` is served by the function `order`. */
export type FunctionName = ActionName extends `${infer Name}.${string}` ? Name : never
