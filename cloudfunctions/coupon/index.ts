import { openCloudbase } from '../kit/database/cloudbase'
import { mainOf, openRuntime } from '../kit/runtime'
import { serve } from '../kit/serve'
import { couponHandlers } from './actions'

const runtime = openRuntime('coupon', process.env, openCloudbase())

export const main = mainOf(serve(couponHandlers(runtime), runtime))
