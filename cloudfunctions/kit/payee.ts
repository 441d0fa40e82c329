import type { Station } from '@palm/shared/station/station'

/**
 * A station with the payee named by the driver's wallet. If one merchant account collects for all
 * stations, this is its legal name, whatever the station's row says.
 *
 * @param accountName the merchant accounts' legal name; null if each station has its own account
 */
export const withPayee = (station: Station, accountName: string | null): Station =>
  accountName === null ? station : { ...station, payeeName: accountName }
