import { openStackDatabase } from '../testing/stack-database'
import { describeDatabaseSession } from './session.contract'

describeDatabaseSession('a session over the SDK, on the local stack', openStackDatabase)
