import { openCloudbase } from '../database/cloudbase'
import { mainOf, openRuntime } from '../edge/runtime'
import { serve } from '../edge/serve'
import { spendingHandlers } from './actions'

const runtime = openRuntime('spending', process.env, openCloudbase())

export const main = mainOf(serve(spendingHandlers(runtime), runtime))
