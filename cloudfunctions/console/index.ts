import { openCloudbase } from '../database/cloudbase'
import { withPayments } from '../flows/paying-runtime'
import { mainOf, openRuntime } from '../edge/runtime'
import { serve } from '../edge/serve'
import { consoleHandlers } from './actions'

const runtime = openRuntime('console', process.env, openCloudbase())

export const main = mainOf(serve(consoleHandlers(withPayments(runtime)), runtime))
