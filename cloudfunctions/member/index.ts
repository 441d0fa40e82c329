import { openCloudbase } from '../kit/database/cloudbase'
import { openAlipaySignIn } from '../kit/pay/alipay-identity'
import { mainOf, openRuntime } from '../kit/runtime'
import { serve } from '../kit/serve'
import { memberHandlers } from './actions'

const runtime = openRuntime('member', process.env, openCloudbase())

export const main = mainOf(serve(memberHandlers(runtime, openAlipaySignIn(runtime)), runtime))
