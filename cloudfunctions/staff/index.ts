import { openCloudbase } from '../database/cloudbase'
import { withPayments } from '../flows/paying-runtime'
import { mainOf, openRuntime } from '../edge/runtime'
import { serve } from '../edge/serve'
import { staffHandlers } from './actions'

const runtime = openRuntime('staff', process.env, openCloudbase())

export const main = mainOf(serve(staffHandlers(withPayments(runtime)), runtime))
