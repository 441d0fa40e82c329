import { RACES, runRace } from './race-course'

/** Two hundred members on one busy machine; how long they wait is for a bench to say. */
const SLOW_MS = 5 * 60_000

test.each(RACES)(
  '$name: each effect once, and nobody is told that something broke',
  async (race) => {
    expect(await runRace(race)).toEqual([])
  },
  SLOW_MS,
)
