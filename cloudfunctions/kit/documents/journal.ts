import { balanced, JOURNAL_KINDS, type JournalEntry } from '@palm/shared/ledger/journal'
import { z } from 'zod'
import { collectionOf } from './collection'
import { fenValue, idValue, instantValue } from './values'

/** The stored form of an entry, in the journal or with its order. */
export const entryForm = z
  .looseObject({
    id: idValue('journal'),
    kind: z.enum(JOURNAL_KINDS),
    subject: z.string().transform((text) => text as JournalEntry['subject']),
    atMs: instantValue,
    postings: z.array(
      z.looseObject({
        account: z
          .string()
          .transform((text) => text as JournalEntry['postings'][number]['account']),
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
