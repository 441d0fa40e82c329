import { accountsActions } from './accounts'
import { approvalsActions } from './approvals'
import { contractsActions } from './contracts'
import { couponsActions } from './coupons'
import { incidentsActions } from './incidents'
import { membersActions } from './members'
import { ordersActions } from './orders'
import { serviceActions } from './service'
import { employeesActions } from './staff'
import { ticketsActions } from './tickets'
import { stationsActions } from './stations'

/** Everything that operators do, in one function. */
export const consoleActions = {
  ...stationsActions,
  ...couponsActions,
  ...contractsActions,
  ...membersActions,
  ...accountsActions,
  ...employeesActions,
  ...approvalsActions,
  ...incidentsActions,
  ...ordersActions,
  ...serviceActions,
  ...ticketsActions,
} as const
