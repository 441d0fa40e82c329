import { type Id, idLetters } from '@palm/shared/kernel/id'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { MemberId } from '@palm/shared/member/member'
import type { CutPage } from '@palm/shared/member/points-statement'
import type { PointsRow } from '@palm/shared/points/decision'
import { z } from 'zod'
import type { Transaction } from '../../database/session'
import { collectionOf } from '../collection'
import { idValue, instantValue } from '../values'
import { pointsRowForm } from './loyalty'

/** Older rows of a member's statement of points. Written once, never changed. */
export interface PointsPage {
  readonly id: Id<'points-page'>
  readonly memberId: MemberId
  /** Oldest first. */
  readonly rows: readonly PointsRow[]
  /** Instants of the first and of the last row. */
  readonly fromMs: EpochMs
  readonly toMs: EpochMs
}

const form = z.looseObject({
  id: idValue('points-page'),
  memberId: idValue('member'),
  rows: z.array(pointsRowForm),
  fromMs: instantValue,
  toMs: instantValue,
})

export const pointsPages = collectionOf<PointsPage>('pointsPages', form)

/** Saves a page in the transaction that takes its rows out of the member. */
export async function insertPage(
  transaction: Transaction,
  memberId: MemberId,
  page: CutPage | null,
): Promise<void> {
  const first = page?.rows[0]
  const last = page?.rows.at(-1)
  if (!page || !first || !last) return
  const id = `points-page:${idLetters(memberId)}-${page.ordinal}` as const
  const { rows } = page
  await transaction.insert(pointsPages, { id, memberId, rows, fromMs: first.atMs, toMs: last.atMs })
}
