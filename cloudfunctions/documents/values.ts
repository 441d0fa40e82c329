import { fen } from '@palm/shared/kernel/fen'
import { basisPoints } from '@palm/shared/kernel/basis-points'
import type { Id } from '@palm/shared/kernel/id'
import { type BusinessDay, epochMs } from '@palm/shared/kernel/instant'
import { fenPerLitre, millilitre } from '@palm/shared/kernel/volume'
import type { ApproverId } from '@palm/shared/staff/staff'
import { z } from 'zod'

/** Domain values in documents: numbers and strings, checked when read. */
export const fenValue = z.int().transform(fen)
export const volumeValue = z.int().nonnegative().transform(millilitre)
export const priceValue = z.int().positive().transform(fenPerLitre)
export const instantValue = z.int().nonnegative().transform(epochMs)
export const dayValue = z.string().transform((text) => text as BusinessDay)
export const shareValue = z.int().min(0).max(10_000).transform(basisPoints)

export const idValue = <Kind extends string>(kind: Kind) =>
  z
    .string()
    .startsWith(`${kind}:`)
    .transform((text) => text as Id<Kind>)

/** The second person: staff, or an operator. */
export const approverValue = z
  .string()
  .regex(/^(staff|operator):/)
  .transform((text) => text as ApproverId)
