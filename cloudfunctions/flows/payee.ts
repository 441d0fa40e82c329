import type { Station } from '@palm/shared/station/station'
import { type Payees, payeeOf } from '@palm/shared/trade/payee'

/** A station with the legal name of the payee that is charged there, as the driver's wallet shows it. */
export const withPayee = (station: Station, payees: Payees): Station => ({
  ...station,
  payeeName: payeeOf(payees, station).legalName,
})
