/** How both wallets answer. */
export interface Callbacks<Success, Failure> {
  success?(result: Success): void
  fail?(failure: Failure): void
}

/** Runs `work` and tells `fail` what `toFailure` makes of a network that breaks meanwhile. */
export function answer<Failure>(
  { fail }: Callbacks<never, Failure>,
  failure: Failure,
  work: () => Promise<void>,
): void {
  work().catch((error: unknown) => {
    if (error instanceof TypeError)
      fail?.(failure) // what `fetch` rejects with
    else throw error
  })
}
