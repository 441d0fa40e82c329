import type { ShareLink } from './ports'

/** The wallets send cards of their own: nobody copies a link there. */
export const shareLink: ShareLink | null = null
