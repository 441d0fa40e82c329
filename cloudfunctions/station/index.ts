import { openCloudbase } from '../kit/database/cloudbase'
import { mainOf, openRuntime } from '../kit/runtime'
import { serve } from '../kit/serve'
import { stationHandlers } from './actions'

const runtime = openRuntime('station', process.env, openCloudbase())

export const main = mainOf(serve(stationHandlers(runtime), runtime))
