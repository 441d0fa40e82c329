import type { Trigger } from './identity'

/** One call of a function, as its log shows it. */
export interface CallLog {
  readonly callId: string
  readonly functionName: string
  readonly trigger: Trigger
  readonly startedAtMs: number
  readonly durationMs: number | null
  readonly isCold: boolean
  /** `OK`, or the code of the error; `null` while it runs. */
  readonly outcome: string | null
  readonly lines: readonly LogLine[]
}

export interface LogLine {
  readonly atMs: number
  readonly stream: 'stdout' | 'stderr'
  readonly text: string
}

export interface CallLogs {
  begin(log: Pick<CallLog, 'callId' | 'functionName' | 'trigger' | 'startedAtMs'>): void
  line(callId: string, line: LogLine): void
  end(callId: string, end: Pick<CallLog, 'durationMs' | 'isCold' | 'outcome'>): void
  /** The last calls, oldest first. */
  recent(): readonly CallLog[]
  clear(): void
}

const KEPT = 300
/** Limit per call; further output is dropped. */
const LINES_MAX = 500

export function createCallLogs(): CallLogs {
  const logs = new Map<string, CallLog & { lines: LogLine[] }>()
  return {
    begin(log) {
      logs.set(log.callId, { ...log, durationMs: null, isCold: false, outcome: null, lines: [] })
      const [oldest] = logs.keys()
      if (logs.size > KEPT && oldest !== undefined) logs.delete(oldest)
    },
    line(callId, line) {
      const lines = logs.get(callId)?.lines
      if (lines && lines.length < LINES_MAX) lines.push(line)
    },
    end(callId, end) {
      const log = logs.get(callId)
      if (log) logs.set(callId, { ...log, ...end })
    },
    recent: () => [...logs.values()],
    clear: () => logs.clear(),
  }
}
