/**
 * Number of cases of a costly property: a tenth of `count` in `npm test`, all with `PALM_LONG=1`,
 * as in `npm run test:all`, which repeats the test files that import this one.
 */
export const runs = (count: number): number =>
  environment?.['PALM_LONG'] === '1' ? count : Math.ceil(count / 10)

/** The domain compiles without Node's types. */
const environment = (
  globalThis as { process?: { env: Readonly<Record<string, string | undefined>> } }
).process?.env
