import { openCloudbase } from '../database/cloudbase'
import { withPayments } from '../flows/paying-runtime'
import { mainOf, openRuntime } from '../edge/runtime'
import { notificationReceiver } from './actions'

const runtime = openRuntime('payment', process.env, openCloudbase())

export const main = mainOf(notificationReceiver(withPayments(runtime)))
