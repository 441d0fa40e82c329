import fc from 'fast-check'
import { fen } from '../kernel/fen'
import { DAY_MS, type EpochMs, later } from '../kernel/instant'
import { refuse } from '../kernel/result'
import type { Birthday } from '../level/evaluate'
import { aMember } from '../testing/builders/builders'
import { aLevel, aLevelPolicy } from '../testing/builders/levels'
import { refused, valueOf } from '../testing/results'
import { chinaTime } from '../testing/builders/stored-value'
import { birthdayLoyalty, sayBirthday } from './birthday'
import { type Loyalty, type LoyaltyRules, NO_LOYALTY } from './loyalty'
import type { SaidBirthday } from './member'

const born = (month: number, day: number): Birthday => ({ month, day })
const said = (on: Birthday | null, changedAtMs: EpochMs | null = null): SaidBirthday => ({
  on,
  changedAtMs,
})
const TODAY = chinaTime('2027-06-01')
const aYearLater = later(TODAY, 365 * DAY_MS)

describe('stating a birthday', () => {
  test.each<[string, SaidBirthday | null, Birthday | null, SaidBirthday | null]>([
    ['nothing is nothing', null, null, null],
    ['the first is not a change', null, born(5, 1), said(born(5, 1))],
    ['repeating it is not a change', said(born(5, 1)), born(5, 1), said(born(5, 1))],
    ['another one is a change', said(born(5, 1)), born(5, 2), said(born(5, 2), TODAY)],
    ['removing it is always allowed', said(born(5, 1), TODAY), null, said(null, TODAY)],
    ['another one after that is a change', said(null), born(5, 2), said(born(5, 2), TODAY)],
    ['the same one after that is a change too', said(null), born(5, 1), said(born(5, 1), TODAY)],
  ])('%s', (_, before, on, after) => {
    expect(valueOf(sayBirthday(before, on, TODAY))).toEqual(after)
  })

  test('a second change has to wait for a year, to the millisecond', () => {
    const once = said(born(5, 2), TODAY)
    const again = (nowMs: EpochMs) => sayBirthday(once, born(5, 3), nowMs)
    expect(again(later(aYearLater, -1))).toEqual(
      refuse({ code: 'profile/birthday-changed', againMs: aYearLater }),
    )
    expect(again(aYearLater)).toMatchObject({ ok: true })
    const takenBack = valueOf(sayBirthday(once, null, TODAY))
    expect(sayBirthday(takenBack, born(5, 3), TODAY)).toMatchObject(
      refused('profile/birthday-changed'),
    )
  })
})

/** Rules with a birthday gift for every level, for a week. */
const rules: LoyaltyRules = {
  points: null,
  levels: aLevelPolicy({
    levels: [aLevel({ birthdayCouponTemplateIds: ['coupon-template:cake'] })],
  }),
}
const after = (text: string, on: Birthday, loyalty: Loyalty = NO_LOYALTY) =>
  birthdayLoyalty(aGuest(said(on), loyalty), rules, at(text))
const aGuest = (birthday: SaidBirthday | null, loyalty: Loyalty) =>
  aMember({ loyalty, profile: { nickname: '张女士', vehicles: [], birthday } })
const at = (text: string): EpochMs => {
  const [seconds = '', ms = '0'] = text.split('.')
  return later(chinaTime(seconds), Number(ms))
}

describe('the birthday gift', () => {
  test.each([
    ['on the day', '2027-12-03 00:00:00', born(12, 3), 'birthday-2027'],
    [
      'in the last millisecond of its week',
      '2027-12-09 23:59:59.999',
      born(12, 3),
      'birthday-2027',
    ],
    [
      'in the last millisecond of the year',
      '2027-12-31 23:59:59.999',
      born(12, 31),
      'birthday-2027',
    ],
    ['on 28 February without a 29th', '2027-02-28 00:00:00', born(2, 29), 'birthday-2027'],
    ['on 29 February with one', '2028-02-29 00:00:00', born(2, 29), 'birthday-2028'],
  ])('is owed %s', (_, text, on, key) => {
    const { growth, owed } = after(text, on)
    expect(owed).toEqual([
      { key, couponTemplateIds: ['coupon-template:cake'], givenAtMs: at(text) },
    ])
    expect(growth.birthdayYear).toBe(Number(key.slice(-4)))
  })

  test.each([
    ['the millisecond before', '2027-12-02 23:59:59.999', born(12, 3)],
    ['when its week is over', '2027-12-10 00:00:00', born(12, 3)],
    ['in the next year', '2028-01-01 00:00:00', born(12, 31)],
    ['on 28 February when there is a 29th', '2028-02-28 23:59:59.999', born(2, 29)],
  ])('is not owed %s', (_, text, on) => {
    expect(after(text, on)).toBe(NO_LOYALTY)
  })

  test('is not owed to a member without a birthday, or without levels', () => {
    const noon = at('2027-12-03 12:00:00')
    expect(birthdayLoyalty(aGuest(null, NO_LOYALTY), rules, noon)).toBe(NO_LOYALTY)
    expect(birthdayLoyalty(aGuest(said(null), NO_LOYALTY), rules, noon)).toBe(NO_LOYALTY)
    const none = { points: null, levels: null }
    expect(birthdayLoyalty(aGuest(said(born(12, 3)), NO_LOYALTY), none, noon)).toBe(NO_LOYALTY)
  })

  test('is granted once a year, however often the birthday changes', () => {
    const visit = fc.record({
      waits: fc.integer({ min: 0, max: 200 }),
      month: fc.integer({ min: 1, max: 12 }),
    })
    fc.assert(
      fc.property(fc.array(visit, { maxLength: 30 }), (visits) => {
        let loyalty = NO_LOYALTY
        let nowMs = TODAY
        for (const { month, waits } of visits) {
          nowMs = later(nowMs, waits * DAY_MS)
          loyalty = birthdayLoyalty(aGuest(said(born(month, 1)), loyalty), rules, nowMs)
        }
        const keys = loyalty.owed.map(({ key }) => key)
        expect(new Set(keys).size).toBe(keys.length)
      }),
    )
  })
})

test('a level without a gift grants none', () => {
  const levels = aLevelPolicy({ levels: [aLevel({ fromGrowthFen: fen(0) })] })
  const noon = at('2027-12-03 12:00:00')
  expect(
    birthdayLoyalty(aGuest(said(born(12, 3)), NO_LOYALTY), { points: null, levels }, noon),
  ).toBe(NO_LOYALTY)
})
