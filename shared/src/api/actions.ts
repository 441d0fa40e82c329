import type { EdgeRefusal, RefusalOf, ReplyOf, RequestOf, SentRequestOf } from './action'
import { consoleActions } from './console'
import { contractActions } from './contract'
import { accountActions } from './account'
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
