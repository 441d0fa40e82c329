import type { Profile, SaidBirthday } from '@palm/shared/member/member'
import { isBlank } from '@palm/shared/member/vehicle'
import { GRADE_IDS } from '@palm/shared/station/grade'
import { z } from 'zod'
import { instantValue, volumeValue } from '../values'

/** Missing in older profiles. */
const birthday = z
  .looseObject({
    on: z.looseObject({ month: z.int(), day: z.int() }).nullable(),
    changedAtMs: instantValue.nullable(),
  })
  .nullable()
  .optional()
  .transform((said): SaidBirthday | null => said ?? null)

const vehicle = z.looseObject({
  plate: z.string().nullable(),
  gradeId: z.enum(GRADE_IDS).nullable(),
  tankMl: volumeValue.nullable(),
})

/** Earlier profiles had one plate and one grade, beside each other. */
export const profileForm = z
  .looseObject({
    nickname: z.string(),
    vehicles: z.array(vehicle).optional(),
    usualGradeId: z.enum(GRADE_IDS).nullable().default(null),
    plate: z.string().nullable().default(null),
    birthday,
  })
  .transform(({ plate, usualGradeId, vehicles, ...rest }): Profile => {
    const earlier = { plate, gradeId: usualGradeId, tankMl: null }
    return { ...rest, vehicles: vehicles ?? (isBlank(earlier) ? [] : [earlier]) }
  })
  .nullable()
