import { openCloudbase } from '../database/cloudbase'
import { mainOf, openRuntime } from '../edge/runtime'
import { serve } from '../edge/serve'
import { consoleHandlers } from './actions'

const runtime = openRuntime('console', process.env, openCloudbase())

export const main = mainOf(serve(consoleHandlers(runtime), runtime))
