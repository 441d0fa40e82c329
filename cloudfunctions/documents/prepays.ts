import type { Id } from '@palm/shared/kernel/id'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { type Provider, PROVIDERS } from '@palm/shared/trade/fact'
import { z } from 'zod'
import { collectionOf } from './collection'
import { renamedFields } from './earlier/renamed-fields'
import { idValue, instantValue } from './values'

/** An open payment at a provider, under the number of its trade. */
export interface Prepay {
  readonly id: Id<'prepay'>
  readonly provider: Provider
  /** The wallet's payment reference: WeChat's `prepay_id`, Alipay's `tradeNO`. */
  readonly reference: string
  readonly openedAtMs: EpochMs
}

export const prepays = collectionOf<Prepay>(
  'prepays',
  renamedFields(
    { channel: 'provider' },
    z.strictObject({
      id: idValue('prepay'),
      provider: z.enum(PROVIDERS),
      reference: z.string().min(1),
      openedAtMs: instantValue,
    }),
  ),
)
