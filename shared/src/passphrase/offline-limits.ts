import { addFen, type Fen, fen, sumFen } from '../kernel/fen'

/**
 * Without network a phone cannot know whether an order was already served or refunded elsewhere.
 * Per duty it accepts at most this number of orders, and this amount, that the server has not
 * listed.
 */
export const OFFLINE_COUNT_MAX = 20
export const OFFLINE_FEN_MAX = fen(600_000)

/**
 * Whether an order of this amount is within the limits, given those accepted in the duty so far.
 */
export const isWithinOfflineLimits = (soFar: readonly Fen[], amountFen: Fen): boolean =>
  soFar.length < OFFLINE_COUNT_MAX && addFen(sumFen(soFar), amountFen) <= OFFLINE_FEN_MAX
