import { openCloudbase } from '../kit/database/cloudbase'
import { withPayments } from '../kit/paying-runtime'
import { mainOf, openRuntime } from '../kit/runtime'
import { sweeper } from './actions'

const runtime = openRuntime('timer', process.env, openCloudbase())

export const main = mainOf(sweeper(withPayments(runtime)))
