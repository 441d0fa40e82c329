import { openCloudbase } from '../kit/database/cloudbase'
import { withPayments } from '../kit/paying-runtime'
import { mainOf, openRuntime } from '../kit/runtime'
import { serve } from '../kit/serve'
import { orderHandlers } from './actions'

const runtime = openRuntime('order', process.env, openCloudbase())

export const main = mainOf(serve(orderHandlers(withPayments(runtime)), runtime))
