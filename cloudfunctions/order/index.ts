import { openCloudbase } from '../database/cloudbase'
import { withPayments } from '../flows/paying-runtime'
import { mainOf, openRuntime } from '../edge/runtime'
import { serve } from '../edge/serve'
import { orderHandlers } from './actions'

const runtime = openRuntime('order', process.env, openCloudbase())

export const main = mainOf(serve(orderHandlers(withPayments(runtime)), runtime))
