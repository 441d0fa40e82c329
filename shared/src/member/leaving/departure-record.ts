import type { Fen } from '../../kernel/fen'
import type { Id } from '../../kernel/id'
import type { EpochMs } from '../../kernel/instant'
import type { MemberId } from '../member'

/** Record of a member who has left; written once, and leads to nobody. */
export interface DepartureRecord {
  readonly id: Id<'departure'>
  /** Of the remains. */
  readonly memberId: MemberId
  readonly by: 'driver'
  readonly askedAtMs: EpochMs
  readonly leftAtMs: EpochMs
  /** Gone with the member. */
  readonly coupons: number
  readonly points: number
  readonly giftFen: Fen
}
