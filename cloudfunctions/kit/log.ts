import { pino } from 'pino'

/** One JSON line an event, to standard output, where the cloud collects it. */
export type Log = ReturnType<typeof openLog>

/**
 * Paths that never reach a log, whatever is logged: personal data and secrets (I31). Amounts, ids
 * of ours and codes may.
 */
const SECRET = ['openId', 'payerId', 'token', 'authorization', 'nickname', 'plate', 'phone', 'body']

/** `output` is where the cloud collects it; tests look at what comes. */
export const openLog = (functionName: string, output: NodeJS.WritableStream = process.stdout) =>
  pino(
    {
      base: { function: functionName },
      level: 'info',
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      redact: { paths: SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), remove: true },
      formatters: { level: (label) => ({ level: label }) },
    },
    output,
  )
