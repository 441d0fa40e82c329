import { DAY_MS, earlierOf, type EpochMs } from '../kernel/instant'
import type { MessageFacts } from './facts'

/** Something to tell a member from an instant on, derived from the state of an order or a member. */
export interface Telling {
  /** The same for the same event, however often it is derived: the message has its id from it. */
  readonly key: string
  readonly atMs: EpochMs
  readonly facts: MessageFacts
}

/** The earliest instant after another at which there is something to tell; null if there is none. */
export function firstTellAtMs(
  tellings: readonly Telling[],
  afterMs: EpochMs | null = null,
): EpochMs | null {
  const instants = tellings.map(({ atMs }) => atMs)
  const [first, ...rest] = instants.filter((atMs) => afterMs === null || atMs > afterMs)
  return first === undefined ? null : rest.reduce(earlierOf, first)
}

/** Older news is not told, so that orders stored before messages existed stay quiet. */
export const NEWS_MS = 3 * DAY_MS

export const isNews = ({ atMs }: Telling, nowMs: EpochMs): boolean => nowMs - atMs <= NEWS_MS

export const isDue = ({ atMs }: Telling, nowMs: EpochMs): boolean => atMs <= nowMs
