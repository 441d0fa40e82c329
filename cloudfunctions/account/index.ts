import { openCloudbase } from '../database/cloudbase'
import { withPayments } from '../flows/paying-runtime'
import { mainOf, openRuntime } from '../edge/runtime'
import { serve } from '../edge/serve'
import { accountHandlers } from './actions'

const runtime = openRuntime('account', process.env, openCloudbase())

export const main = mainOf(serve(accountHandlers(withPayments(runtime)), runtime))
