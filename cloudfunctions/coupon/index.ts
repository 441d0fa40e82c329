import { openCloudbase } from '../database/cloudbase'
import { mainOf, openRuntime } from '../edge/runtime'
import { serve } from '../edge/serve'
import { couponHandlers } from './actions'

const runtime = openRuntime('coupon', process.env, openCloudbase())

export const main = mainOf(serve(couponHandlers(runtime), runtime))
