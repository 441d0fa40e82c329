import { INVOICE_STATUS_WORDS } from '@palm/client/words/invoice'
import type { InvoiceState } from '@palm/shared/invoice/invoice'
import { Tag } from '../../components/layout/tag'

const TONES = {
  asked: 'attention',
  applied: 'attention',
  issued: 'brand',
  failed: 'attention',
  reversing: 'attention',
  reversed: 'quiet',
} as const

export const InvoiceTag = ({ at }: { readonly at: InvoiceState['at'] }) => (
  <Tag text={INVOICE_STATUS_WORDS[at]} tone={TONES[at]} />
)
