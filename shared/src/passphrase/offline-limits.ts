import { addFen, type Fen, fen, sumFen } from '../kernel/fen'

/**
 * With no network a phone cannot know whether an order was served or given back elsewhere: in one
 * duty it lets so many orders through, and so much money, that the server has not heard of.
 */
export const OFFLINE_COUNT_MAX = 20
export const OFFLINE_FEN_MAX = fen(600_000)

/** Whether one more order of this amount may be let through, after those of the duty so far. */
export const isWithinOfflineLimits = (soFar: readonly Fen[], amountFen: Fen): boolean =>
  soFar.length < OFFLINE_COUNT_MAX && addFen(sumFen(soFar), amountFen) <= OFFLINE_FEN_MAX
