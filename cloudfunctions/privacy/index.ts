import { openCloudbase } from '../database/cloudbase'
import { mainOf, openRuntime } from '../edge/runtime'
import { serve } from '../edge/serve'
import { privacyHandlers } from './actions'

const runtime = openRuntime('privacy', process.env, openCloudbase())

export const main = mainOf(serve(privacyHandlers(runtime), runtime))
