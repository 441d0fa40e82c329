import { balanced, JOURNAL_KINDS, type JournalEntry } from '@palm/shared/ledger/journal'
import { z } from 'zod'
import { collectionOf } from './collection'
import { fenValue, idValue, instantValue } from './values'

/** Provider accounts were `channel:*` in earlier entries, which are never rewritten. */
const accountOf = (text: string) =>
  text.replace(/^channel:/, 'provider:') as JournalEntry['postings'][number]['account']

/** The stored form of an entry, in the journal or with its order. */
export const entryForm = z
  .looseObject({
    id: idValue('journal'),
    kind: z.enum(JOURNAL_KINDS),
    subject: z.string().transform((text) => text as JournalEntry['subject']),
    atMs: instantValue,
    postings: z.array(
      z.looseObject({
        account: z.string().transform((text) => accountOf(text)),
        amountFen: fenValue,
      }),
    ),
  })
  .transform(balanced)

const entries = collectionOf<JournalEntry>('journal', entryForm)

/** Balanced before writing and after reading: a pair of checks around money. */
export const journal = {
  ...entries,
  write: (value: JournalEntry) => entries.write(balanced(value)),
}
