import { openStackDatabase } from '../testing/stack-database'
import { describeDatabaseSession } from './session.contract'

const NOTES = { notes: { indexes: [{ name: 'owner', keys: { owner: 1, number: 1 } }] } }

describeDatabaseSession('a session over the SDK, on the local stack', () =>
  openStackDatabase(NOTES),
)
