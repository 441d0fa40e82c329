import type { Cancel } from '../clock'
import { openRecords } from '../records'
import type { ServiceContext } from '../service'

/** A notification that is sent until the merchant acknowledges it. */
export interface Letter<Content> {
  /** The same on every sending. */
  readonly id: string
  readonly content: Content
  /** Number of deliveries so far. */
  readonly sent: number
  readonly dueAtMs: number
}

export type Delivery =
  | { readonly outcome: 'acknowledged' }
  | { readonly outcome: 'unacknowledged' }
  /** It is never sent again. */
  | { readonly outcome: 'abandoned' }
  /** Not sent yet: it is sent later, and this does not count as a delivery. */
  | { readonly outcome: 'postponed'; readonly byMs: number }

export interface OutboxOptions<Content> {
  readonly shelf: string
  /** Delays before the second, third, … delivery. After the last one it is given up. */
  retryDelaysMs(content: Content): readonly number[]
  deliver(letter: Letter<Content>): Promise<Delivery>
}

export interface Outbox<Content> {
  /**
   * Sends as soon as the clock continues; again on the schedule, also after a restart. Resolves
   * after the first delivery.
   */
  post(id: string, content: Content): Promise<void>
  /** Deletes every letter. */
  clear(): void
}

type OutboxContext = Pick<ServiceContext, 'clock' | 'file'>

export function createOutbox<Content>(
  { clock, file }: OutboxContext,
  { deliver, retryDelaysMs, shelf }: OutboxOptions<Content>,
): Outbox<Content> {
  const letters = openRecords<Letter<Content>>(file, shelf)
  const timers = new Map<string, Cancel>()
  const firsts = new Map<string, () => void>()

  function keep(letter: Letter<Content>) {
    letters.put(letter.id, letter)
    arm(letter)
  }

  function arm({ dueAtMs, id }: Letter<Content>) {
    timers.set(
      id,
      clock.schedule(dueAtMs, () => attempt(id)),
    )
  }

  async function attempt(id: string): Promise<void> {
    timers.delete(id)
    const letter = letters.get(id)
    if (!letter) return
    await file.durable() // nothing is sent that a crash could still undo
    const delivery = await deliver(letter)
    if (letters.get(id)) follow(letter, delivery) // unless cleared in the meantime
    if (delivery.outcome === 'postponed') return
    firsts.get(id)?.()
    firsts.delete(id)
  }

  function follow(letter: Letter<Content>, delivery: Delivery) {
    if (delivery.outcome === 'postponed') {
      keep({ ...letter, dueAtMs: letter.dueAtMs + delivery.byMs })
      return
    }
    const delayMs = retryDelaysMs(letter.content)[letter.sent]
    if (delivery.outcome !== 'unacknowledged' || delayMs === undefined) letters.remove(letter.id)
    else keep({ ...letter, sent: letter.sent + 1, dueAtMs: clock.now() + delayMs })
  }

  for (const { value } of letters.all()) arm(value)

  return {
    post(id, content) {
      const told = new Promise<void>((resolve) => firsts.set(id, resolve))
      keep({ id, content, sent: 0, dueAtMs: clock.now() })
      return told
    },
    clear() {
      firsts.clear()
      for (const cancel of timers.values()) cancel()
      timers.clear()
      for (const { key } of letters.all()) letters.remove(key)
    },
  }
}
