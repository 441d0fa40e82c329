import { openCloudbase } from '../database/cloudbase'
import { mainOf, openRuntime } from '../edge/runtime'
import { serve } from '../edge/serve'
import { messageHandlers } from './actions'

const runtime = openRuntime('message', process.env, openCloudbase())

export const main = mainOf(serve(messageHandlers(runtime), runtime))
