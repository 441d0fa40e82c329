import type { Fen } from '../kernel/fen'
import type { TenderUse } from '../order/tender-choice'

/** Anything that people, channels and time may do, in any order and as often as they like. */
export type Act =
  | { readonly do: 'claim'; readonly who: number }
  | { readonly do: 'recharge'; readonly who: number; readonly amountFen: Fen }
  | {
      readonly do: 'place'
      readonly who: number
      readonly amountFen: Fen
      readonly use: TenderUse
      /** How much another figure than the true one the driver saw. */
      readonly misreadFen: number
    }
  | {
      readonly do: 'pay'
      readonly which: number
      readonly transaction: number
      readonly tooMuchFen: number
    }
  | { readonly do: 'begin-close'; readonly which: number; readonly reason: 'timeout' | 'cancelled' }
  | { readonly do: 'finish-close'; readonly which: number }
  | {
      readonly do: 'confirm' | 'correct'
      readonly which: number
      /** Of what was ordered, in hundredths. */
      readonly share: number
      readonly elsewhere: boolean
    }
  | { readonly do: 'reverse'; readonly which: number }
  | { readonly do: 'change-nozzle'; readonly which: number; readonly nozzle: 3 | 7 }
  | {
      readonly do: 'refund'
      readonly which: number
      readonly index: number
      readonly status: 'done' | 'closed' | 'abnormal'
    }
  | BenefitAct
  | { readonly do: 'pass'; readonly minutes: number }
  | { readonly do: 'reprice'; readonly pumpPriceFen: number }

/** What a member does with what they have, beside their orders. */
export type BenefitAct =
  /** Looks into their pocket: what is owed comes into it. */
  | { readonly do: 'look'; readonly who: number }
  | { readonly do: 'give-coupon'; readonly who: number; readonly which: number }
  | { readonly do: 'take-coupon' | 'take-coupon-back'; readonly which: number }
  | {
      readonly do: 'refund-recharge'
      readonly who: number
      readonly which: number
      /** Of the principal that is left, in hundredths. */
      readonly share: number
    }
  | {
      readonly do: 'hear-recharge-refund'
      readonly who: number
      readonly which: number
      readonly status: 'done' | 'closed' | 'abnormal'
    }
  | { readonly do: 'redeem'; readonly who: number }
  | { readonly do: 'cancel-contract'; readonly who: number }
