import type { AnyRefusal } from '../../api/api-client'

/** Message of a refusal: what happened, then what was not charged and what to do. */
export interface Words {
  readonly what: string
  readonly next: string
}

export type WordsOf<Refusal> = Words | ((refusal: Refusal) => Words)

export type RefusalWords = {
  readonly [Code in AnyRefusal['code']]: WordsOf<Extract<AnyRefusal, { code: Code }>>
}
