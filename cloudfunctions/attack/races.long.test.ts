import { RACES, runRace } from './race-course'

/** Two hundred members on one busy machine; response times belong in a benchmark. */
const SLOW_MS = 5 * 60_000

test.each(RACES)(
  '$name: each effect once, and no internal errors',
  async (race) => {
    expect(await runRace(race)).toEqual([])
  },
  SLOW_MS,
)
