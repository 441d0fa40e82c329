import { openCloudbase } from '../database/cloudbase'
import { withPayments } from '../flows/paying-runtime'
import { mainOf, openRuntime } from '../edge/runtime'
import { sweeper } from './actions'

const runtime = openRuntime('timer', process.env, openCloudbase())

export const main = mainOf(sweeper(withPayments(runtime)))
