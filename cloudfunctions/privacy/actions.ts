import type { Runtime } from '../edge/runtime'
import { type Handlers, withContext } from '../edge/serve'
import type { PrivacyContext } from './context'
import { dataPage } from './data'
import { leave, leaving, stayHere } from './leaving'
import { openPrivacyStore } from './store'

/** A member's rights about their own data: a copy of it, and its end. */
export function privacyHandlers(runtime: Runtime): Handlers<'privacy'> {
  const context: PrivacyContext = { ...runtime, store: openPrivacyStore(runtime.database) }
  return withContext(context, {
    'privacy.data': dataPage,
    'privacy.leaving': leaving,
    'privacy.leave': leave,
    'privacy.stay': stayHere,
  })
}
