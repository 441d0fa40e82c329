import type { EpochMs } from '@palm/shared/kernel/instant'
import { releaseHolds } from '@palm/shared/trade/close'
import { type Due, LANES } from '../documents/due'
import type { TradeFlow } from '../flows/trade/trade-flow'
import { followTrade, type FollowUpContext } from './follow-up'
import type { Lane } from './lane'

/** The lanes of a payable: two for each provider, and one that ends its holds. */
export function tradeLanes<Subject, Stored extends { readonly id: string }>(
  context: FollowUpContext,
  flow: TradeFlow<Subject, Stored, { readonly code: string }>,
  nowMs: EpochMs,
): readonly Lane<Stored>[] {
  const { store } = context
  const { collection, subjectOf } = flow.payable
  const { name } = collection
  const step = followTrade(context, flow)
  return [
    ...LANES.map((lane) => ({
      name: `${name}-${lane}`,
      collection: name,
      page: (afterMs: number) => store.due(collection, lane, nowMs, afterMs),
      step,
    })),
    ownLane(
      `holds-of-${name}`,
      name,
      nowMs,
      (...within) => store.holding(collection, ...within),
      async (stored) => {
        const subject = await subjectOf(stored)
        if (subject) await flow.change(subject, releaseHolds)
      },
    ),
  ]
}

/** Lane whose steps call no provider, so that no provider can delay it. */
export const ownLane = <Value>(
  name: string,
  collection: string,
  nowMs: EpochMs,
  page: (nowMs: EpochMs, afterMs: number) => Promise<Due<Value>[]>,
  act: (value: Value, nowMs: EpochMs) => Promise<void>,
): Lane<Value> => ({
  name,
  collection,
  page: (afterMs) => page(nowMs, afterMs),
  async step(value) {
    await act(value, nowMs)
    return 'looked'
  },
})
