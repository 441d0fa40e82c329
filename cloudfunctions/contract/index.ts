import { openCloudbase } from '../kit/database/cloudbase'
import { mainOf, openRuntime } from '../kit/runtime'
import { serve } from '../kit/serve'
import { contractHandlers } from './actions'

const runtime = openRuntime('contract', process.env, openCloudbase())

export const main = mainOf(serve(contractHandlers(runtime), runtime))
