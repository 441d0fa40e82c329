import { openCloudbase } from '../database/cloudbase'
import { mainOf, openRuntime } from '../edge/runtime'
import { serve } from '../edge/serve'
import { stationHandlers } from './actions'

const runtime = openRuntime('station', process.env, openCloudbase())

export const main = mainOf(serve(stationHandlers(runtime), runtime))
