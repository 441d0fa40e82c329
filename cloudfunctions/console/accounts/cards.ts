import { randomBytes } from 'node:crypto'
import { ID_LETTERS, makeId } from '@palm/shared/kernel/id'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import {
  type BatchRefusal,
  type CardBatch,
  cardFlaw,
  cardsIssued,
  toldAgain,
} from '@palm/shared/stored-value/card/recharge-card'
import { liveSecrets } from '../../credentials/credentials'
import type { Act } from '../../edge/serve'
import { cardCodes, cardKey } from '../../flows/card-code'
import type { ConsoleContext } from '../context'
import { cardBatches, rechargeCards } from '../../documents/member/recharge-cards'
import { addCards, voidBatch } from './store'

const SALT_BYTES = 24

export const issueCards: Act<ConsoleContext, 'console.issueCards'> = async (
  context,
  { amountFen, batchId, count, expiresAtMs },
) => {
  const { database } = context
  const nowMs = context.clock()
  const flaw = cardFlaw({ amountFen, expiresAtMs }, nowMs)
  const batch: CardBatch = {
    id: batchId ?? makeId('card-batch', randomBytes(ID_LETTERS)),
    salt: randomBytes(SALT_BYTES).toString('base64url'),
    count,
    amountFen,
    expiresAtMs,
    issuedAtMs: nowMs,
    voidedAtMs: null,
  }
  const known = batchId && (await database.get(cardBatches, batchId))
  if (known) return tellAgain(context, known, batch)
  if (flaw) return refuse(flaw)
  const { cardSecret } = await context.credentials()
  const codes = cardCodes(batch.salt, count, cardSecret)
  const state = { status: 'sold' } as const
  const cards = codes.map((code) => ({
    ...cardKey(code, cardSecret),
    amountFen,
    expiresAtMs,
    batchId: batch.id,
    state,
  }))
  const added = await addCards(database, batch, cards, cardsIssued(cards, nowMs))
  return added === batch ? ok({ batchId: batch.id, codes }) : tellAgain(context, added, batch)
}

/** The codes of an existing batch, computed with the secret of its first card. */
async function tellAgain(
  { clock, credentials, database }: ConsoleContext,
  known: CardBatch,
  asked: CardBatch,
): Promise<Result<{ batchId: CardBatch['id']; codes: readonly string[] }, BatchRefusal>> {
  const told = toldAgain(known, asked, clock())
  if (!told.ok) return told
  const { cardSecret, cardSecretBeside } = await credentials()
  for (const secret of liveSecrets(cardSecret, cardSecretBeside)) {
    const codes = cardCodes(known.salt, known.count, secret)
    if (await database.get(rechargeCards, cardKey(codes[0]!, secret).id))
      return ok({ batchId: known.id, codes })
  }
  return refuse({ code: 'card-batch/told' })
}

export const voidCards: Act<ConsoleContext, 'console.voidCards'> = async (
  { clock, database },
  { batchId },
) => {
  const voided = await voidBatch(database, batchId, clock())
  return voided === null ? refuse({ code: 'card-batch/unknown' }) : ok({ voided })
}
