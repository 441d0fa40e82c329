import { fen } from '../../kernel/fen'
import { type EpochMs, epochMs, later, parseChinaTime } from '../../kernel/instant'
import { stationClock } from '../../kernel/station-clock'
import { aSale } from '../../testing/plans/baskets'
import { NOON } from '../../testing/builders/builders'
import { ALWAYS, type Condition, unmet } from './condition'

/** All reasons in order of precedence: the sale of `NOON` violates every part. */
const ALL_WRONG = [
  ['benefit/expired', { toMs: NOON }],
  ['benefit/not-yet-valid', { fromMs: later(NOON, 1) }],
  ['benefit/other-station', { stationIds: ['station:bj0002'] }],
  ['benefit/other-grade', { gradeIds: ['petrol-95'] }],
  ['benefit/other-day', { weekdays: [1] }],
  ['benefit/other-hour', { hours: [{ from: 0, to: 845 }] }],
  ['benefit/below-minimum', { minimumFen: fen(20_001) }],
] as const satisfies readonly (readonly [string, Partial<Condition>])[]

it.each(ALL_WRONG.map(([code], index) => [code, index] as const))(
  'reports %s before all less lasting reasons',
  (code, index) => {
    const rest = ALL_WRONG.slice(index).map(([, part]) => part)
    const condition: Condition = Object.assign({ ...ALWAYS }, ...rest)
    expect(unmet(condition, aSale())?.code).toBe(code)
  },
)

it.each<[string, Partial<Condition>, boolean]>([
  ['from its first millisecond', { fromMs: NOON }, true],
  ['not before it', { fromMs: later(NOON, 1) }, false],
  ['until its last millisecond', { toMs: later(NOON, 1) }, true],
  ['not at its end', { toMs: NOON }, false],
  ['at one of several stations', { stationIds: ['station:bj0002', 'station:bj0001'] }, true],
  ['for one of several grades', { gradeIds: ['petrol-95', 'petrol-92'] }, true],
  ['on a Saturday', { weekdays: [6] }, true],
  ['not on any other weekday', { weekdays: [1, 2, 3, 4, 5, 7] }, false],
  ['from the minute in which its hours begin', { hours: [{ from: 845, to: 846 }] }, true],
  ['not in the minute in which they end', { hours: [{ from: 800, to: 845 }] }, false],
  ['in one of several spans', { hours: [stretch(0, 60), stretch(840, 900)] }, true],
  ['on a day of its own', { onlyDays: [saturday()] }, true],
  ['not on an excluded day', { exceptDays: [saturday()] }, false],
  ['for exactly its minimum', { minimumFen: fen(20_000) }, true],
  ['not for a fen less', { minimumFen: fen(20_001) }, false],
])('holds %s', (_, part, holds) => {
  expect(unmet({ ...ALWAYS, ...part }, aSale()) === null).toBe(holds)
})

it.each<[string, EpochMs, Partial<Condition>, boolean]>([
  ['Saturday', lastMs('2026-11-21'), { weekdays: [6] }, true],
  ['Saturday', later(lastMs('2026-11-21'), 1), { weekdays: [6] }, false],
  ['the last minute', lastMs('2026-11-21'), { hours: [stretch(1439, 1440)] }, true],
  ['the last minute', later(lastMs('2026-11-21'), 1), { hours: [stretch(1439, 1440)] }, false],
  ['the first minute', later(lastMs('2026-11-21'), 1), { hours: [stretch(0, 1)] }, true],
  ['that very day', lastMs('2026-11-21'), { onlyDays: [saturday()] }, true],
  ['that very day', later(lastMs('2026-11-21'), 1), { onlyDays: [saturday()] }, false],
  ['validity', lastMs('2026-11-21'), { toMs: later(lastMs('2026-11-21'), 1) }, true],
])('counts %s by the clock at the station, at midnight too (%d)', (_, atMs, part, holds) => {
  const sale = aSale({ clock: stationClock(atMs) })
  expect(unmet({ ...ALWAYS, ...part }, sale) === null).toBe(holds)
})

/** 23:59:59.999 in China. */
function lastMs(day: string): EpochMs {
  return epochMs((parseChinaTime(`${day} 23:59:59`) ?? 0) + 999)
}

function stretch(from: number, to: number) {
  return { from, to }
}

function saturday() {
  return stationClock(NOON).day
}
