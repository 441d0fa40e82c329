import { columnOf } from '@palm/shared/station/sheet-columns'

/**
 * A table without the columns that nothing reads, and without the blank lines at its end: notes
 * that an operator keeps beside the stations are ignored and do not count.
 */
export function withoutIgnored(rows: readonly (readonly string[])[]): string[][] {
  const [headings = []] = rows
  const isRead = headings.map((heading) => columnOf(heading) !== null)
  // Cells beyond the headings stay: they show that a row has a comma too many.
  const kept = rows.map((row) => row.map((cell, index) => (isRead[index] === false ? '' : cell)))
  while (kept.at(-1)?.every((cell) => cell.trim() === '')) kept.pop()
  return kept
}
