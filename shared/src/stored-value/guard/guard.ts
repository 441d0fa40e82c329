import { type Fen, fen } from '../../kernel/fen'
import type { BusinessDay } from '../../kernel/instant'

/**
 * 支付保护: a member's own limits of an account, beside those of the operator. It protects against the
 * person who holds an unlocked phone that is not theirs.
 */
export interface Guard {
  /** Keyed hash of six digits; null: no password is set. */
  readonly passwordHash: string | null
  /** 免密限额: up to this amount of stored value an order needs no password. */
  readonly freeFen: Fen
  /** The member's own limit of a day; null: only the operator's. */
  readonly perDayFen: Fen | null
  /** Wrong passwords of a day, which the right one clears; null: none. */
  readonly wrong: WrongPasswords | null
}

export interface WrongPasswords {
  readonly day: BusinessDay
  readonly count: number
}

/** Most fills of a car cost less. */
const USUAL_FREE = fen(20_000)

export const NO_GUARD: Guard = {
  passwordHash: null,
  freeFen: USUAL_FREE,
  perDayFen: null,
  wrong: null,
}

/** Whether an order may take so much stored value only with the password. */
export const needsPassword = ({ freeFen, passwordHash }: Guard, storedValueFen: Fen): boolean =>
  passwordHash !== null && storedValueFen > freeFen

/** The member's own limits. */
export type OwnLimits = Pick<Guard, 'freeFen' | 'perDayFen'>

/** Whether a limit becomes looser, for which the member proves who they are. */
export const loosens = (guard: Guard, { freeFen, perDayFen }: OwnLimits): boolean =>
  freeFen > guard.freeFen ||
  (guard.perDayFen !== null && (perDayFen === null || perDayFen > guard.perDayFen))
