import fc from 'fast-check'
import { type EpochMs, epochMs } from '../kernel/instant'
import { ANNOUNCED_MAX, type Version, versionAt, versionsAfter } from './version'

describe('the version at an instant', () => {
  const versions = [{ fromMs: epochMs(20) }, { fromMs: epochMs(10) }]

  test.each([
    [9, null],
    [10, 10],
    [19, 10],
    [20, 20],
    [99, 20],
  ])('at %i is the one from %j', (instant, fromMs) => {
    expect(versionAt(versions, epochMs(instant))?.fromMs ?? null).toBe(fromMs)
  })
})

interface Named extends Version {
  readonly name: string
}

/** Versions kept once `next` was saved; a test fails where it is refused. */
function kept(versions: readonly Named[], next: Named | null, nowMs: EpochMs): readonly Named[] {
  const after = versionsAfter(versions, next, nowMs)
  if (!after.ok) throw new Error(after.refusal.code)
  return after.value
}

const from = (fromMs: number, name = `from ${fromMs}`): Named => ({ fromMs: epochMs(fromMs), name })

describe('saving a version at 50', () => {
  const NOW = epochMs(50)

  test.each<[string, readonly Named[], Named | null, readonly Named[]]>([
    ['the first holds', [], from(10), [from(10)]],
    ['the first may be for later', [], from(90), [from(90)]],
    ['one whose day has come replaces what holds', [from(10)], from(20), [from(20)]],
    ['even where it is dated before it', [from(20)], from(10), [from(10)]],
    ['one for later leaves what holds', [from(10)], from(90), [from(10), from(90)]],
    ['an announcement stays', [from(10), from(90)], from(20), [from(20), from(90)]],
    ['several may wait', [from(10), from(90)], from(70), [from(10), from(70), from(90)]],
    [
      'an announcement can be changed',
      [from(10), from(90)],
      from(90, 'b'),
      [from(10), from(90, 'b')],
    ],
    ['the one of this instant holds', [from(10), from(50)], from(50, 'b'), [from(50, 'b')]],
    ['what is over is dropped', [from(10), from(40)], from(90), [from(40), from(90)]],
    ['none ends all of them', [from(10), from(90)], null, []],
  ])('%s', (_, before, next, after) => {
    expect(kept(before, next, NOW)).toEqual(after)
  })

  test('of those that wait there are few', () => {
    const waiting = Array.from({ length: ANNOUNCED_MAX }, (_, n) => from(60 + n))
    expect(versionsAfter([from(10), ...waiting], from(90), NOW)).toMatchObject({
      refusal: { code: 'rule/too-many-announced', max: ANNOUNCED_MAX },
    })
    expect(kept([from(10), ...waiting], from(60, 'b'), NOW)).toHaveLength(ANNOUNCED_MAX + 1)
  })

  test('changes nothing in front of its day, nor behind the next', () => {
    const instants = fc.integer({ min: 0, max: 100 })
    fc.assert(
      fc.property(instants, fc.uniqueArray(instants, { maxLength: 3 }), (day, days) => {
        const before = kept(
          days.map((each) => from(each)),
          from(0),
          epochMs(0),
        )
        const after = versionsAfter(before, from(day, 'next'), NOW)
        if (!after.ok) return
        for (let at = NOW; at <= 100; at = epochMs(at + 1)) {
          const isNext =
            at >= day && !before.some(({ fromMs }) => fromMs > Math.max(day, NOW) && fromMs <= at)
          expect(versionAt(after.value, at)?.name).toBe(
            isNext ? 'next' : versionAt(before, at)?.name,
          )
        }
      }),
    )
  })
})
