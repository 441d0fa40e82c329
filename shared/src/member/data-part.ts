/**
 * Parts of all that is held about a member, in the order in which they are fetched. Each is paged, so
 * that one call costs the same however long a history is.
 */
export const DATA_PARTS = [
  'member',
  'orders',
  'account',
  'points',
  'invoices',
  'questions',
  'messages',
] as const
export type DataPart = (typeof DATA_PARTS)[number]
