import type { Invoice } from '@palm/shared/invoice/invoice'
import { sumFen } from '@palm/shared/kernel/fen'
import { idLetters } from '@palm/shared/kernel/id'
import type { Telling } from '@palm/shared/message/telling'

/** 已开: told once, whatever happens to the invoice after. */
export const invoiceTellings = ({ id, sources, state }: Invoice): readonly Telling[] =>
  state.at === 'issued'
    ? [
        {
          key: `invoice-issued-${idLetters(id)}`,
          atMs: state.issued.issuedAtMs,
          facts: {
            kind: 'invoice-issued',
            invoiceId: id,
            amountFen: sumFen(sources.map(({ amountFen }) => amountFen)),
          },
        },
      ]
    : []
