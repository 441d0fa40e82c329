import type { Clock } from '../clock'
import type { DurableFile } from '../durable-file'
import { drawAlphanumeric, unseeded } from '../gateway/drawn'
import { ok, refuse, type Result } from '../gateway/result'
import { openRecords } from '../records'

export type CodeRefusal = 'unknown' | 'used'

/** Codes that the mini-program carries to its server, each single-use within five minutes. */
export interface SingleUseCodes<Subject> {
  issue(subject: Subject): string
  /** Returns the subject of the code, and consumes it. */
  redeem(code: string): Result<Subject, CodeRefusal>
  clear(): void
}

interface Code<Subject> {
  readonly subject: Subject
  readonly expiresAtMs: number
  readonly isUsed: boolean
}

const LIFETIME_MS = 5 * 60_000

export function openSingleUseCodes<Subject>(
  { clock, file }: { readonly clock: Clock; readonly file: DurableFile },
  shelf: string,
): SingleUseCodes<Subject> {
  const codes = openRecords<Code<Subject>>(file, shelf)
  return {
    issue(subject) {
      const code = `0LOCAL${drawAlphanumeric(unseeded, 26)}`
      codes.put(code, { subject, expiresAtMs: clock.now() + LIFETIME_MS, isUsed: false })
      return code
    },
    redeem(code) {
      const known = codes.get(code)
      if (!known || clock.now() >= known.expiresAtMs) return refuse('unknown')
      if (known.isUsed) return refuse('used')
      codes.put(code, { ...known, isUsed: true })
      return ok(known.subject)
    },
    clear() {
      for (const { key } of codes.all()) codes.remove(key)
    },
  }
}
