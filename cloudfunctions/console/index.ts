import { openCloudbase } from '../kit/database/cloudbase'
import { mainOf, openRuntime } from '../kit/runtime'
import { serve } from '../kit/serve'
import { consoleHandlers } from './actions'

const runtime = openRuntime('console', process.env, openCloudbase())

export const main = mainOf(serve(consoleHandlers(runtime), runtime))
