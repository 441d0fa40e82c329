import { openCloudbase } from '../kit/database/cloudbase'
import { withPayments } from '../kit/paying-runtime'
import { mainOf, openRuntime } from '../kit/runtime'
import { notificationReceiver } from './actions'

const runtime = openRuntime('payment', process.env, openCloudbase())

export const main = mainOf(notificationReceiver(withPayments(runtime)))
