/** How both wallets answer. */
export interface Callbacks<Success, Failure> {
  success?(result: Success): void
  fail?(failure: Failure): void
}

/** Runs `work`; if it breaks, a network that went away most likely, `failure` is the answer. */
export function answer<Failure>(
  { fail }: Callbacks<never, Failure>,
  failure: Failure,
  work: () => Promise<void>,
): void {
  work().catch((error: unknown) => {
    fail?.(failure)
    if (!(error instanceof TypeError)) throw error // `fetch` without a network is a TypeError
  })
}
