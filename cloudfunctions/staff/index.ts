import { openCloudbase } from '../kit/database/cloudbase'
import { withPayments } from '../kit/paying-runtime'
import { mainOf, openRuntime } from '../kit/runtime'
import { serve } from '../kit/serve'
import { staffHandlers } from './actions'

const runtime = openRuntime('staff', process.env, openCloudbase())

export const main = mainOf(serve(staffHandlers(withPayments(runtime)), runtime))
