import type { LevelPolicy } from './level'

/** Contradictions in a level policy, refused when it is saved. */
export type LevelPolicyFlaw =
  | { readonly code: 'level-policy/no-window' }
  /** Every day of the window is stored individually. */
  | { readonly code: 'level-policy/window-too-long'; readonly days: number }
  /** The lowest level must require no growth. */
  | { readonly code: 'level-policy/nobody-starts' }
  /** Levels must be distinct and in ascending order. */
  | { readonly code: 'level-policy/levels-contradict' }
  | { readonly code: 'level-policy/bands-contradict' }
  /** Gifts without a period in which they could be given. */
  | { readonly code: 'level-policy/no-birthday' }

/** Two years. */
const WINDOW_DAYS_MAX = 731

export function levelPolicyFlaw(policy: LevelPolicy): LevelPolicyFlaw | null {
  const { bands, birthdayDays, levels, windowDays } = policy
  if (windowDays < 1) return { code: 'level-policy/no-window' }
  if (windowDays > WINDOW_DAYS_MAX) {
    return { code: 'level-policy/window-too-long', days: WINDOW_DAYS_MAX }
  }
  if (levels[0]?.fromGrowthFen !== 0) return { code: 'level-policy/nobody-starts' }
  const asked = levels.map(({ fromGrowthFen }) => fromGrowthFen)
  if (!isRising(asked) || hasTwins(levels.map(({ id }) => id))) {
    return { code: 'level-policy/levels-contradict' }
  }
  const spent = bands.map(({ fromFen }) => fromFen)
  if (!isRising(spent) || hasTwins(bands.map(({ segment }) => segment))) {
    return { code: 'level-policy/bands-contradict' }
  }
  const gives = levels.some(({ birthdayCouponTemplateIds }) => birthdayCouponTemplateIds.length > 0)
  return gives && birthdayDays < 1 ? { code: 'level-policy/no-birthday' } : null
}

const isRising = (amounts: readonly number[]) =>
  amounts.every((amount, index) => index === 0 || amount > (amounts[index - 1] ?? 0))

const hasTwins = (names: readonly string[]) => new Set(names).size < names.length
