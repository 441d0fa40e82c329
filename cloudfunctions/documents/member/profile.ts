import type { SaidBirthday } from '@palm/shared/member/member'
import { GRADE_IDS } from '@palm/shared/station/grade'
import { z } from 'zod'
import { instantValue } from '../values'

/** Missing in older profiles. */
const birthday = z
  .looseObject({
    on: z.looseObject({ month: z.int(), day: z.int() }).nullable(),
    changedAtMs: instantValue.nullable(),
  })
  .nullable()
  .optional()
  .transform((said): SaidBirthday | null => said ?? null)

export const profileForm = z
  .looseObject({
    nickname: z.string(),
    usualGradeId: z.enum(GRADE_IDS).nullable(),
    plate: z.string().nullable(),
    birthday,
  })
  .nullable()
