import { fen } from '../kernel/fen'
import { DAY_MS, later, startOfBusinessDay } from '../kernel/instant'
import { NOON } from '../testing/builders/builders'
import { aLevelPolicy } from '../testing/builders/levels'
import { type Growth, levelAt, NO_GROWTH } from './growth'
import { levelEnd } from './level-end'

const policy = aLevelPolicy()
const midnight = (days: number) => startOfBusinessDay(later(NOON, days * DAY_MS))
const days = (...amounts: readonly (readonly [day: number, yuan: number])[]): Growth => ({
  ...NO_GROWTH,
  days: amounts.map(([day, yuan]) => ({ startMs: midnight(day), amountFen: fen(yuan * 100) })),
})
const endOf = (growth: Growth) => levelEnd(growth, [], policy, NOON)

test.each([
  ['the lowest stays', days([0, 500]), null],
  ['one of a single day ends with its window', days([-10, 1_000]), { atMs: midnight(80) }],
  ['one that other days carry ends later', days([-80, 500], [-10, 1_000]), { atMs: midnight(80) }],
  [
    'one falls by one step where the rest suffices',
    days([-80, 4_500], [-10, 1_000]),
    { atMs: midnight(10) },
  ],
  ['days of the past do not end it', days([-100, 5_000], [-10, 1_000]), { atMs: midnight(80) }],
])('%s', (_, growth, expected) => {
  if (expected === null) expect(endOf(growth)).toBeNull()
  else expect(endOf(growth)).toMatchObject(expected)
})

test('the level holds until that midnight, and no longer', () => {
  const growth = days([-80, 4_500], [-10, 1_000])
  const { atMs } = endOf(growth)!
  const at = (nowMs: typeof atMs) => levelAt(growth, [], policy, nowMs)?.id
  expect([at(later(atMs, -1)), at(atMs)]).toEqual(['level:gold', 'level:silver'])
})
