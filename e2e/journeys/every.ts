import { describeContractJourneys } from './contracts'
import { describeCouponJourneys } from './coupons'
import { describeEntryJourneys } from './entries'
import { describeHomeJourneys } from './home'
import { describeInvoiceJourneys } from './invoices'
import { describeInterruptions } from './interruptions'
import { describeLoyaltyJourneys } from './loyalty'
import { describeMessageJourneys } from './messages'
import { describePrivacyJourneys } from './privacy'
import { describeRechargeJourneys } from './recharge'
import { describeSelfServiceJourneys } from './self-service'
import { describeSpendingJourneys } from './spending'
import { describeTenderJourneys } from './tenders'
import { describeJourneys, type JourneyOptions } from './journeys'

/** Every journey of one driver, on one kind of build. */
export function describeEveryJourney(name: string, options: JourneyOptions): void {
  describeJourneys(name, options)
  describeCouponJourneys(name, options)
  describeContractJourneys(name, options)
  describeEntryJourneys(name, options)
  describeHomeJourneys(name, options)
  describeInterruptions(name, options)
  describeInvoiceJourneys(name, options)
  describeLoyaltyJourneys(name, options)
  describeMessageJourneys(name, options)
  describePrivacyJourneys(name, options)
  describeRechargeJourneys(name, options)
  describeSelfServiceJourneys(name, options)
  describeSpendingJourneys(name, options)
  describeTenderJourneys(name, options)
}
