import type { EpochMs } from '@palm/shared/kernel/instant'
import type { JournalEntry } from '@palm/shared/ledger/journal'
import {
  type CardBatch,
  type CardBatchId,
  cardsVoided,
  type RechargeCard,
} from '@palm/shared/stored-value/card/recharge-card'
import type { Database } from '../../database/session'
import { journal } from '../../documents/journal'
import { cardBatches, rechargeCards } from '../../documents/member/recharge-cards'

/**
 * Saves all cards and their liability atomically.
 *
 * @returns the existing batch if the number is taken
 */
export const addCards = (
  database: Database,
  batch: CardBatch,
  cards: readonly RechargeCard[],
  entry: JournalEntry,
): Promise<CardBatch> =>
  database.transaction(async (transaction) => {
    const known = await transaction.get(cardBatches, batch.id)
    if (known) return known
    await transaction.put(cardBatches, batch)
    for (const card of cards) await transaction.insert(rechargeCards, card)
    await transaction.insert(journal, entry)
    return batch
  })

/** More than the size of a batch. */
const CARDS_MAX = 1_000

/**
 * A concurrently redeemed card is either redeemed or voided: both write the card.
 *
 * @returns the number of newly voided cards; null if the batch does not exist
 */
export async function voidBatch(
  database: Database,
  id: CardBatchId,
  nowMs: EpochMs,
): Promise<number | null> {
  const cards = await database.find(rechargeCards, { where: { batchId: id }, limit: CARDS_MAX })
  return database.transaction(async (transaction) => {
    const batch = await transaction.get(cardBatches, id)
    if (!batch) return null
    const voided: RechargeCard[] = []
    for (const { id: cardId } of cards) {
      const card = await transaction.get(rechargeCards, cardId)
      if (card?.state.status === 'sold') voided.push(card)
    }
    for (const card of voided) {
      await transaction.put(rechargeCards, { ...card, state: { status: 'voided', atMs: nowMs } })
    }
    if (voided.length > 0) await transaction.insert(journal, cardsVoided(voided, nowMs))
    await transaction.put(cardBatches, { ...batch, voidedAtMs: batch.voidedAtMs ?? nowMs })
    return voided.length
  })
}
