import type { Id } from '@palm/shared/kernel/id'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { type Channel, CHANNELS } from '@palm/shared/trade/fact'
import { z } from 'zod'
import { collectionOf } from './collection'
import { idValue, instantValue } from './values'

/** An open payment at a channel, under the number of its trade. */
export interface Prepay {
  readonly id: Id<'prepay'>
  readonly channel: Channel
  /** The wallet's payment reference: WeChat's `prepay_id`, Alipay's `tradeNO`. */
  readonly reference: string
  readonly openedAtMs: EpochMs
}

export const prepays = collectionOf<Prepay>(
  'prepays',
  z.strictObject({
    id: idValue('prepay'),
    channel: z.enum(CHANNELS),
    reference: z.string().min(1),
    openedAtMs: instantValue,
  }),
)
