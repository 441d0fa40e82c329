import { PATTERNS } from './patterns'
import type { Prose } from './prose'

/** One refused wording. `line` is one-based. */
export interface Refused {
  readonly line: number
  readonly words: string
  readonly advice: string
}

/** Every match of every pattern in a stretch of prose, in the order of the table. */
export function refusedIn({ text, line }: Prose): Refused[] {
  const plain = text.replace(/`[^`\n]*`/g, (code) => 'x'.repeat(code.length)).replace(/\s/g, ' ')
  return PATTERNS.flatMap(({ pattern, advice }) =>
    [...plain.matchAll(new RegExp(pattern, 'g'))].map(({ 0: words, index }) => {
      const at = index + words.length - words.trimStart().length
      return { line: line + text.slice(0, at).split('\n').length - 1, words: words.trim(), advice }
    }),
  )
}
