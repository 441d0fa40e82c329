import { openCloudbase } from '../database/cloudbase'
import { mainOf, openRuntime } from '../edge/runtime'
import { serve } from '../edge/serve'
import { withIssuers } from '../flows/invoice/invoice-flow'
import { invoiceHandlers } from './actions'
import { invoiceNotices } from './notices'

const runtime = withIssuers(openRuntime('invoice', process.env, openCloudbase()))
const answer = serve(invoiceHandlers(runtime), runtime)

export const main = mainOf(invoiceNotices(runtime, answer))
