import { openCloudbase } from '../kit/database/cloudbase'
import { withPayments } from '../kit/paying-runtime'
import { mainOf, openRuntime } from '../kit/runtime'
import { serve } from '../kit/serve'
import { accountHandlers } from './actions'

const runtime = openRuntime('account', process.env, openCloudbase())

export const main = mainOf(serve(accountHandlers(withPayments(runtime)), runtime))
