import type { Station } from '@palm/shared/station/station'

/**
 * A station with the payee whom a driver's wallet really names. While one merchant account takes the
 * money of all stations, it is that account's legal name, whatever a station's row says.
 *
 * @param accountName the merchant accounts' legal name; null where each station's own is paid
 */
export const withPayee = (station: Station, accountName: string | null): Station =>
  accountName === null ? station : { ...station, payeeName: accountName }
