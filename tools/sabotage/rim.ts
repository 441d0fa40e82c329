import { at, type Guard } from './guard'

/** Guards before every action: caller, amount, frequency and secrets. */
export const RIM_GUARDS: readonly Guard[] = [
  ...at(
    'cloudfunctions/edge/invocation.ts',
    ['edge/invocation', 'database/cloudbase.test'],
    [
      ['rim: a client as the source', 'if (isClient && appId && openId)', 'if (appId && openId)'],
      ['rim: the trigger as the source', 'if (timer.success && mayBeTimer)', 'if (timer.success)'],
    ],
  ),
  ...at(
    'cloudfunctions/edge/serve.ts',
    ['edge/serve', 'member/sessions'],
    [
      ['rim: how often', 'if (!counted.ok) return counted', ''],
      [
        'rim: sessions that were ended',
        "if (await isOver(value, context)) return refuse({ code: 'session/expired' })",
        '',
      ],
      [
        'rim: a table from nobody',
        'if (operator.ok) return ok(TABLE_BYTES_MAX)',
        'return ok(TABLE_BYTES_MAX)',
      ],
    ],
  ),
  ...at(
    'cloudfunctions/edge/envelope.ts',
    ['edge/serve'],
    [['rim: how deep', 'if (isNestedDeeper(invocation.data))', 'if (false)']],
  ),
  ...at(
    'cloudfunctions/credentials/credentials.ts',
    ['credentials/credentials'],
    [
      ['rim: https', 'if (keys.SITE && !onLocalStack) assertSecure(value.publicOrigin)', ''],
      ['rim: how long without reading', 'nowMs - kept.atMs < BORNE_MS', 'true'],
    ],
  ),
  ...at(
    'cloudfunctions/order/actions.ts',
    ['attack/floods'],
    [['rim: three open orders', 'if (!room.ok) return room', '']],
  ),
  ...at(
    'cloudfunctions/providers/open-payment.ts',
    ['attack/floods'],
    [['rim: an open payment is remembered', 'await database.put(prepays, prepay)', '']],
  ),
  ...at(
    'cloudfunctions/member/sessions.ts',
    ['attack/floods'],
    [['rim: wrong sign-ins', 'if (!guess.ok) return guess', '']],
  ),
  ...at(
    'cloudfunctions/edge/guesses.ts',
    ['attack/floods'],
    [['rim: wrong guesses', 'if (!refusal.ok) return refusal', '']],
  ),
  ...at(
    'cloudfunctions/console/accounts/store.ts',
    ['console/accounts/cards'],
    [
      [
        'card: that a used one is not voided',
        "if (card?.state.status === 'sold') voided.push(card)",
        'if (card) voided.push(card)',
      ],
      ['card: that a batch is made once', 'if (known) return known', ''],
    ],
  ),
  ...at(
    'shared/src/stored-value/card/recharge-card.ts',
    ['shared/src/stored-value/card/recharge-card'],
    [
      [
        'card: that it is not voided',
        "if (state.status === 'voided') return refuse({ code: 'card/voided' })",
        '',
      ],
    ],
  ),
  ...at(
    'cloudfunctions/console/stations/store.ts',
    ['cloudfunctions/station/'],
    [['rim: prices that leap', 'if (leaps.length > 0 && !confirmed)', 'if (leaps.length > 999)']],
  ),
  ...at(
    'cloudfunctions/timer/leaving/leave-lane.ts',
    ['privacy/leaving'],
    [
      ['rim: what came in between', 'if (obstacle) {', 'if (false) {'],
      ['rim: the ids themselves', 'await transaction.remove(members, from)', ''],
    ],
  ),
  ...at(
    'cloudfunctions/timer/leaving/sweep.ts',
    ['privacy/leaving'],
    [['rim: plates of who has left', 'plate: undefined, ', '']],
  ),
  ...at(
    'cloudfunctions/privacy/leaving.ts',
    ['privacy/leaving'],
    [['rim: leaving without the password', 'if (isProtected && password === null)', 'if (false)']],
  ),
]
