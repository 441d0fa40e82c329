import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import { MEMBER_HOLDER } from '@palm/shared/member/holder'
import type { Member } from '@palm/shared/member/member'
import { type MemberFull, memberFull } from '@palm/shared/member/member-size'
import { type TooManyTries, triesRefusal } from '@palm/shared/stored-value/card/card-tries'
import {
  redeem,
  type Redeem,
  type RedeemRefusal,
} from '@palm/shared/stored-value/card/recharge-card'
import { type AccountChange, changeAccount } from '../flows/account-change'
import { liveSecrets } from '../credentials/credentials'
import type { Database, Transaction } from '../database/session'
import { rechargeCards } from '../documents/member/recharge-cards'
import { recharges } from '../documents/member/recharges'
import type { Act } from '../edge/serve'
import { cardKey } from '../flows/card-code'
import type { AccountContext } from './context'
import { present } from './recharge'
import { countWrongCode, triesOf } from './store'

export const redeemCard: Act<AccountContext, 'account.redeem'> = async (
  context,
  { code, rechargeId },
  { memberId },
) => {
  const { clock, credentials, database, rules } = context
  const [secrets, { policy }] = await Promise.all([credentials(), rules()])
  const live = liveSecrets(secrets.cardSecret, secrets.cardSecretBeside)
  const key = await keyOfCard(database, code, live)
  const nowMs = clock()
  const command = { codeHash: key.codeHash, memberId, rechargeId, holder: MEMBER_HOLDER, nowMs }
  const redeemed = await changeAccount(database, memberId, { nowMs, policy }, (...args) =>
    redeemOnce(...args, key.id, command),
  )
  return redeemed.ok ? ok(await present(context, redeemed.value, rechargeId)) : redeemed
}

/** Tries each active secret; a code without a card is looked up under each. */
async function keyOfCard(database: Database, code: string, live: readonly string[]) {
  const [now, ...beside] = live.map((secret) => cardKey(code, secret))
  for (const key of beside) {
    if (await database.get(rechargeCards, key.id)) return key
  }
  return now!
}

/** Card, account and the count of wrong codes change in one transaction. */
async function redeemOnce(
  member: Member,
  transaction: Transaction,
  cardId: string,
  command: Redeem,
): Promise<Result<AccountChange, RedeemRefusal | TooManyTries | MemberFull>> {
  const { memberId, nowMs, rechargeId } = command
  const tries = await triesOf(transaction, memberId)
  const tooMany = triesRefusal(tries, nowMs)
  if (tooMany) return refuse(tooMany)
  const before = await transaction.get(rechargeCards, cardId)
  const redeemed = redeem(member.storedValue, before, command)
  if (!redeemed.ok) {
    if (redeemed.refusal.code === 'card/wrong-code') {
      await countWrongCode(transaction, tries, memberId, nowMs)
    }
    return redeemed
  }
  const { card, ...decision } = redeemed.value
  if (card !== before) {
    const full = memberFull(member)
    if (full) return refuse(full)
    const taken = await transaction.get(recharges, rechargeId)
    if (taken) return refuse({ code: 'recharge/id-taken' })
    await transaction.put(rechargeCards, card)
  }
  return ok({ decision, what: 'recharged' })
}
