import type { ShareLink } from './ports'

/** A browser has no cards to send: the screen has an address, which can be copied. */
export const shareLink: ShareLink | null = (path) =>
  `${window.location.href.replace(/[?#].*$/, '')}#${path}`
