import type { Fen } from '../../kernel/fen'
import type { TenderUse } from '../../order/price/tender-choice'

/** Acts of people, providers and time, in any order and number. */
export type Act =
  | { readonly do: 'claim'; readonly who: number }
  | { readonly do: 'recharge'; readonly who: number; readonly amountFen: Fen }
  | {
      readonly do: 'place'
      readonly who: number
      readonly amountFen: Fen
      readonly use: TenderUse
      /** Difference between the figure seen by the driver and the true one. */
      readonly misreadFen: number
      readonly payFirst?: boolean
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
      /** Share of the ordered amount, in per cent. */
      readonly share: number
      readonly elsewhere: boolean
    }
  | { readonly do: 'reverse'; readonly which: number }
  | {
      readonly do: 'ask-refund' | 'decline-refund' | 'accept' | 'follow-unserved'
      readonly which: number
    }
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

/** Acts of a member on their benefits, beside orders. */
export type BenefitAct =
  /** Opens the pocket, which adds owed coupons. */
  | { readonly do: 'look'; readonly who: number }
  | { readonly do: 'give-coupon'; readonly who: number; readonly which: number }
  | { readonly do: 'take-coupon' | 'take-coupon-back'; readonly which: number }
  | {
      readonly do: 'refund-recharge'
      readonly who: number
      readonly which: number
      /** Share of the remaining principal, in per cent. */
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
