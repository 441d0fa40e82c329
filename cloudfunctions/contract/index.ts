import { openCloudbase } from '../database/cloudbase'
import { mainOf, openRuntime } from '../edge/runtime'
import { serve } from '../edge/serve'
import { contractHandlers } from './actions'

const runtime = openRuntime('contract', process.env, openCloudbase())

export const main = mainOf(serve(contractHandlers(runtime), runtime))
