import { HOUR_MS } from '@palm/shared/kernel/instant'
import { ok, refuse } from '@palm/shared/kernel/result'
import type { Act } from '../../edge/serve'
import { saveOperatorRules } from '../../flows/operator-rules'
import type { ConsoleContext } from '../context'

export const saveServiceRules: Act<ConsoleContext, 'console.saveServiceRules'> = async (
  { clock, database },
  { endAfterHours, phone, phoneHours, remindBeforeHours },
) => {
  if (remindBeforeHours >= endAfterHours) {
    return refuse({ code: 'service-rules/reminder-too-early' })
  }
  const terms = {
    endAfterMs: endAfterHours * HOUR_MS,
    remindBeforeMs: remindBeforeHours * HOUR_MS,
  }
  const version = await saveOperatorRules(
    database,
    { service: { terms, phone, phoneHours } },
    clock(),
  )
  return ok({ version })
}
