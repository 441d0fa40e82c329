/** Callback style of both wallets. */
export interface Callbacks<Success, Failure> {
  success?(result: Success): void
  fail?(failure: Failure): void
}

/** Runs `work`; on an error, usually a network failure, answers with `failure`. */
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
