import { env } from 'node:process'

/**
 * Number of cases of a costly property: a tenth of `count` in `npm test`, all with `PALM_LONG=1`,
 * as in `npm run test:all`, which repeats the test files that import this one.
 */
export const runs = (count: number): number =>
  env['PALM_LONG'] === '1' ? count : Math.ceil(count / 10)

/** Random, unless `PALM_SEED` repeats the run named in a test's title. */
export const seedOfRun = (): number =>
  Number(env['PALM_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
