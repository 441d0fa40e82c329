import { type Handlers, withContext } from '../edge/serve'
import { openOperatorRules } from '../flows/operator-rules'
import type { PayingRuntime } from '../flows/paying-runtime'
import { openTradeStores } from '../flows/trade/payments'
import { freeze, removePassword, saveStoredValueRules, unfreeze } from './accounts/actions'
import { issueCards, voidCards } from './accounts/cards'
import { listApprovals, settleApproval } from './approvals/actions'
import type { ConsoleContext } from './context'
import { saveContractTemplate } from './contracts/actions'
import { saveCouponTemplate, savePrices } from './coupons/actions'
import {
  closeIncident,
  giveBackUnserved,
  listIncidents,
  payOut,
  retryRefund,
} from './incidents/actions'
import { showTimer } from './incidents/timer'
import { endSessions, saveLoyaltyRules } from './members/actions'
import { separateMember, showMerges } from './members/merges'
import { explainOrder } from './orders/actions'
import { saveServiceRules } from './service/actions'
import { answer, listTickets } from './tickets/actions'
import {
  changeRole,
  changeStations,
  endDutyOf,
  inviteStaff,
  listStaff,
  removeStaff,
} from './staff/actions'
import { importStations } from './stations/actions'

/** Everything that operators do. The edge has checked their roles; each act checks its target. */
export function consoleHandlers(runtime: PayingRuntime): Handlers<'console'> {
  const { clock, database } = runtime
  const context: ConsoleContext = {
    ...runtime,
    trades: openTradeStores(runtime),
    operatorRules: openOperatorRules(database, clock),
  }
  return withContext(context, {
    'console.importStations': importStations,
    'console.saveCouponTemplate': saveCouponTemplate,
    'console.savePrices': savePrices,
    'console.saveContractTemplate': saveContractTemplate,
    'console.saveLoyaltyRules': saveLoyaltyRules,
    'console.saveStoredValueRules': saveStoredValueRules,
    'console.endSessions': endSessions,
    'console.showMerges': showMerges,
    'console.separateMember': separateMember,
    'console.freezeAccount': freeze,
    'console.unfreezeAccount': unfreeze,
    'console.removePassword': removePassword,
    'console.issueCards': issueCards,
    'console.voidCards': voidCards,
    'console.listStaff': listStaff,
    'console.inviteStaff': inviteStaff,
    'console.removeStaff': removeStaff,
    'console.changeStaffRole': changeRole,
    'console.changeStaffStations': changeStations,
    'console.endDuty': endDutyOf,
    'console.approvals': listApprovals,
    'console.settleApproval': settleApproval,
    'console.incidents': listIncidents,
    'console.closeIncident': closeIncident,
    'console.retryRefund': retryRefund,
    'console.payOutRefund': payOut,
    'console.giveBackUnserved': giveBackUnserved,
    'console.timer': showTimer,
    'console.explainOrder': explainOrder,
    'console.saveServiceRules': saveServiceRules,
    'console.tickets': listTickets,
    'console.answerTicket': answer,
  })
}
