import { type ChildProcess, fork } from 'node:child_process'

/**
 * A benchmark subject in its own process, for separate CPU accounting: it sends `ready` with its
 * address, answers `usage`, and sends the events that the load waits for.
 */
export interface Subject<Ready> {
  readonly ready: Ready
  /** Of the whole process, including its worker threads. */
  usage(): Promise<Usage>
  /** Receives its events, until the returned function is called. */
  listen(listener: (told: unknown) => void): () => void
  stop(): Promise<void>
}

export interface Usage {
  readonly cpuMs: number
  readonly billed: Readonly<Record<string, number>>
}

export type Message<Ready> =
  | { readonly kind: 'ready'; readonly ready: Ready }
  | { readonly kind: 'usage'; readonly usage: Usage }
  | { readonly kind: 'told'; readonly told: unknown }

export async function startSubject<Ready>(
  module: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Subject<Ready>> {
  const child = fork(module, {
    execArgv: module.endsWith('.ts') ? ['--import', 'tsx'] : [],
    env: { ...process.env, ...environment },
  })
  const { ready } = await next<Ready, 'ready'>(child, 'ready')
  return {
    ready,
    async usage() {
      child.send({ kind: 'usage' })
      return (await next<Ready, 'usage'>(child, 'usage')).usage
    },
    listen(listener) {
      const hear = (message: Message<Ready>) => {
        if (message.kind === 'told') listener(message.told)
      }
      child.on('message', hear)
      return () => child.off('message', hear)
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.disconnect()
      }),
  }
}

function next<Ready, Kind extends Message<Ready>['kind']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<Message<Ready>, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a subject ended with ${code}`))
    child.once('exit', ended)
    child.on('message', function hear(message: Message<Ready>) {
      if (message.kind !== kind) return
      child.off('message', hear)
      child.off('exit', ended)
      resolve(message as Extract<Message<Ready>, { kind: Kind }>)
    })
  })
}

/** The child process's side. Ends with its parent. */
export function presentSubject<Ready>(
  ready: Ready,
  parts: { billed?(): Usage['billed']; close(): Promise<void> },
): { tell(told: unknown): void } {
  const send = (message: Message<Ready>) => process.send!(message)
  process.on('message', () => {
    const { system, user } = process.cpuUsage()
    send({
      kind: 'usage',
      usage: { cpuMs: (user + system) / 1000, billed: parts.billed?.() ?? {} },
    })
  })
  process.on('disconnect', () => void parts.close().finally(() => process.exit(0)))
  send({ kind: 'ready', ready })
  return { tell: (told) => send({ kind: 'told', told }) }
}
