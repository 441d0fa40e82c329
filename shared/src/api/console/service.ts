import { z } from 'zod'
import { action } from '../action'

/** A number that a phone can dial; spaces and hyphens are for people. */
const phone = z.string().regex(/^\+?[0-9][0-9 -]{4,18}[0-9]$/)

export const serviceActions = {
  /** Sets how long paid orders wait, for orders placed from now on, and the phone of service. */
  'console.saveServiceRules': action<
    { readonly version: number },
    /** The reminder has to come before the end. */
    { readonly code: 'service-rules/reminder-too-early' }
  >()({
    audience: 'operator',
    request: z.strictObject({
      endAfterHours: z.int().min(1).max(168),
      remindBeforeHours: z.int().min(0).max(167),
      phone: phone.nullable(),
      phoneHours: z.string().trim().max(40),
    }),
  }),
} as const
