import fs from 'node:fs'
import { createRequire } from 'node:module'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { type ClockFace, readFace } from '../../clock-face'
import type { CallMessage, InstanceData, InstanceMessage } from './instance-messages'

/**
 * Runs inside an instance: uses the stack's time, passes every printed line to the stack, and
 * handles one call at a time. Built by `instance-code.ts` into one text without imports of ours.
 */

type Main = (event: unknown, context: unknown) => unknown

const port = parentPort as MessagePort
const { face, file } = workerData as InstanceData

liveBy(face)
ownEnvironment()
captureOutput()
serve(load())

function send(message: InstanceMessage): void {
  port.postMessage(message)
}

/**
 * `new Date()` and `Date.now()` return the time of the stack's clock. Without a Proxy, which is
 * slow.
 */
function liveBy(clock: ClockFace): void {
  const MachineDate = Date
  const now = () => readFace(clock, MachineDate.now())
  function StackDate(...given: []) {
    if (!new.target) return new MachineDate(now()).toString()
    return Reflect.construct(MachineDate, given.length > 0 ? given : [now()], new.target) as object
  }
  const { UTC, parse, prototype } = MachineDate
  globalThis.Date = Object.assign(StackDate, { UTC, parse, now, prototype }) as never
  Object.defineProperty(StackDate, 'name', { value: 'Date' })
  Object.defineProperty(StackDate, 'length', { value: MachineDate.length })
  prototype.constructor = globalThis.Date
}

/**
 * A thread's environment is accessed through a lock, name by name, and the SDK reads dozens of
 * names per request: a plain object costs a tenth.
 */
function ownEnvironment(): void {
  process.env = { ...process.env }
}

/** Loggers often write to the file descriptors directly, bypassing `process.stdout`. */
function captureOutput(): void {
  const streams = { 1: 'stdout', 2: 'stderr' } as const
  const isPrinted = (fd: unknown): fd is 1 | 2 => fd === 1 || fd === 2
  const print = (fd: 1 | 2, chunk: unknown) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString()
    send({ type: 'line', stream: streams[fd], text })
    return Buffer.byteLength(text)
  }
  const replace = (target: object, methods: Record<string, (...given: unknown[]) => unknown>) =>
    Object.assign(target, methods)

  const write = fs.write as (...given: unknown[]) => void
  const writeSync = fs.writeSync as (...given: unknown[]) => number
  replace(process.stdout, { write: (chunk) => print(1, chunk) > 0 })
  replace(process.stderr, { write: (chunk) => print(2, chunk) > 0 })
  replace(fs, {
    writeSync: (fd, chunk, ...rest) =>
      isPrinted(fd) ? print(fd, chunk) : writeSync(fd, chunk, ...rest),
    write(fd, chunk, ...rest) {
      if (!isPrinted(fd)) return write(fd, chunk, ...rest)
      const done = rest.at(-1) as (error: null, bytes: number, chunk: unknown) => void
      setImmediate(done, null, print(fd, chunk), chunk)
    },
  })
}

function load(): Main | null {
  try {
    const bundle = createRequire(file)(file) as { main?: unknown }
    if (typeof bundle.main === 'function') return bundle.main as Main
    send({ type: 'unloadable', message: 'exports.main is not a function' })
  } catch (error) {
    send({ type: 'unloadable', message: textOf(error) })
  }
  return null
}

function serve(main: Main | null): void {
  if (!main) return
  port.on('message', (call: CallMessage) => void answer(main, call))
  send({ type: 'ready' })
}

async function answer(main: Main, { callId, context, environment, event }: CallMessage) {
  Object.assign(process.env, environment)
  try {
    const value = await main(JSON.parse(event), JSON.parse(context))
    send({ type: 'returned', callId, result: JSON.stringify(value) ?? 'null' })
  } catch (error) {
    send({ type: 'threw', callId, message: textOf(error) })
  } finally {
    for (const key of Object.keys(environment)) delete process.env[key]
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
