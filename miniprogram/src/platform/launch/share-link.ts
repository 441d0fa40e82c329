import type { ShareLink } from '../ports'

/** The wallets send cards, so there is no link to copy. */
export const shareLink: ShareLink | null = null
