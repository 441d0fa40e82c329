import { pino } from 'pino'

/** One JSON line per event, to standard output, where the cloud collects it. */
export type Log = ReturnType<typeof openLog>

/**
 * Paths removed from every log line: personal data and secrets. Amounts, our ids and codes are
 * kept.
 */
const SECRET = ['openId', 'payerId', 'token', 'authorization', 'nickname', 'plate', 'phone', 'body']

/** `output` is collected by the cloud; tests read it. */
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
