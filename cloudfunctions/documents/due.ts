import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Provider } from '@palm/shared/trade/fact'
import { PROVIDERS } from '@palm/shared/trade/fact'
import { firstDueMs, type Waiting } from '@palm/shared/trade/follow-up'
import { z } from 'zod'
import { readOne } from '../database/revision'
import type { Collection } from '../database/session'
import { instantValue } from './values'

/**
 * Queue of the timer: lanes are independent, so that an unresponsive provider blocks neither the
 * other one nor, within itself, payments behind refunds.
 */
export type Lane = `${Provider}-${'settle' | 'refund'}`

export const LANES: readonly Lane[] = PROVIDERS.flatMap((provider): Lane[] => [
  `${provider}-settle`,
  `${provider}-refund`,
])

/** Stored beside a value for the timer, which takes the earliest due first. */
export interface DueFields {
  readonly dueLane: string
  readonly dueAtMs: number
  /** Number of failed attempts. */
  readonly dueTries: number
}

/** Every write of the value resets this: the follow-up is due as if for the first time. */
export const dueFields = (
  waiting: Waiting | null,
  provider: Provider | null,
): DueFields | object =>
  waiting && provider
    ? { dueLane: laneOf(waiting, provider), dueAtMs: firstDueMs(waiting), dueTries: 0 }
    : {}

export const laneOf = ({ at }: Waiting, provider: Provider): Lane =>
  `${provider}-${at === 'refund' ? 'refund' : 'settle'}`

/** Read and dropped: recomputed by every write. */
export const dueForm = {
  dueLane: z.string().optional(),
  dueAtMs: z.number().optional(),
  dueTries: z.number().optional(),
  releaseAtMs: z.number().optional(),
}

/** A value due for the timer. */
export interface Due<Value> {
  readonly id: string
  /** Null if the document is unreadable: it must not block those behind it. */
  readonly value: Value | null
  readonly dueAtMs: EpochMs
  readonly tries: number
}

const beside = z.looseObject({ _id: z.string(), dueTries: z.int().default(0) })

/** Field by which the timer finds a due value. */
export type DueField =
  | 'answerByMs'
  | 'dueAtMs'
  | 'lateAtMs'
  | 'leaveAtMs'
  | 'overInvoicedAtMs'
  | 'releaseAtMs'
  | 'tellAtMs'
  | 'unservedAtMs'
  | 'upkeepAtMs'

export function dueView<Value>(
  collection: Collection<Value>,
  field: DueField,
): Collection<Due<Value>> {
  const due = z.looseObject({ [field]: instantValue })
  return {
    name: collection.name,
    write() {
      throw new Error('a due view is read-only')
    },
    read(document) {
      const dueAtMs = due.parse(document)[field] as EpochMs
      const { _id: id, dueTries: tries } = beside.parse(document)
      return { id, value: readable(collection, document), dueAtMs, tries }
    },
  }
}

function readable<Value>(collection: Collection<Value>, document: unknown): Value | null {
  try {
    // With its revision, so that the timer can write it on the condition that nobody else has.
    return readOne(collection, document)
  } catch {
    return null
  }
}

/** Removes a value from every lane: no follow-up is expected, or a person decides. */
export const leftView = <Value>(collection: Collection<Value>): Collection<Value> => ({
  ...collection,
  write(value) {
    const { dueAtMs: _, dueTries: __, ...document } = collection.write(value)
    return { ...document, dueLane: 'left' } as ReturnType<typeof collection.write>
  },
})
