import { openCloudbase } from '../database/cloudbase'
import { openAlipaySignIn } from '../providers/alipay/identity'
import { openVouching } from '../providers/phone/vouching'
import { mainOf, openRuntime } from '../edge/runtime'
import { serve } from '../edge/serve'
import { memberHandlers } from './actions'

const runtime = openRuntime('member', process.env, openCloudbase())

export const main = mainOf(
  serve(memberHandlers(runtime, openAlipaySignIn(runtime), openVouching(runtime)), runtime),
)
