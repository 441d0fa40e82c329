import { openCloudbase } from '../database/cloudbase'
import { mainOf, openRuntime } from '../edge/runtime'
import { serve } from '../edge/serve'
import { ticketHandlers } from './actions'

const runtime = openRuntime('ticket', process.env, openCloudbase())

export const main = mainOf(serve(ticketHandlers(runtime), runtime))
