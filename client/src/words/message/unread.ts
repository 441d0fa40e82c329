/** `3 条未读`; more than a page of them is `20 条以上未读`. */
export function unreadWords(unread: number, hasMore: boolean): string {
  if (unread === 0) return '没有未读'
  return hasMore ? `${unread} 条以上未读` : `${unread} 条未读`
}
