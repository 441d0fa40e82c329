import type { Instance } from './instance'

/**
 * Warm instances that outlive their stack, for a series of stacks one after the other: loading the
 * bundles is the most expensive part of a start. Only for the same environment, hence the same ports,
 * and the same clock, which must go on by more than functions remember anything.
 */
export interface KeptInstances {
  /** One that was started with the same options; it is the caller's from then on. */
  take(key: string): Instance | undefined
  give(key: string, instances: readonly Instance[]): void
  stop(): Promise<void>
}

export function keepInstances(): KeptInstances {
  const shelves = new Map<string, Instance[]>()
  return {
    take: (key) => shelves.get(key)?.pop(),
    give(key, instances) {
      const shelf = shelves.get(key) ?? []
      shelf.push(...instances)
      shelves.set(key, shelf)
    },
    async stop() {
      const all = [...shelves.values()].flat()
      shelves.clear()
      await Promise.all(all.map((instance) => instance.stop()))
    },
  }
}
