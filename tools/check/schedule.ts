import type { CheckStep } from './steps'

export interface Progress {
  readonly waiting: readonly CheckStep[]
  /** Names of steps that run now. */
  readonly running: ReadonlySet<string>
  /** Names of steps that failed, or were skipped. */
  readonly failed: ReadonlySet<string>
}

export type Next =
  | { readonly do: 'start' | 'skip'; readonly step: CheckStep }
  /** Nothing can start until a running step ends. */
  | { readonly do: 'wait' }
  | { readonly do: 'end' }

/**
 * The next step of a free core: the first one in the list that does not wait for another. A step is
 * skipped if one that it needs has failed.
 */
export function nextStep({ failed, running, waiting }: Progress): Next {
  const names = new Set([...waiting.map(({ name }) => name), ...running])
  for (const step of waiting) {
    const needed = step.after ?? []
    if (needed.some((name) => failed.has(name))) return { do: 'skip', step }
    if (!needed.some((name) => names.has(name))) return { do: 'start', step }
  }
  return { do: waiting.length > 0 ? 'wait' : 'end' }
}
