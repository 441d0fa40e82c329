import type { ShareLink } from '../ports'

/** A browser sends no cards: the screen's address can be copied. */
export const shareLink: ShareLink | null = (path) =>
  `${window.location.href.replace(/[?#].*$/, '')}#${path}`
