import { Worker } from 'node:worker_threads'
import type { ClockFace } from '../../clock-face'
import { FunctionError } from '../function-host'
import { instanceCode } from './instance-code'
import type { CallMessage, InstanceData, InstanceMessage } from './instance-messages'

export interface InstanceOptions {
  readonly file: string
  readonly face: ClockFace
  readonly memoryMb: number
  readonly environment: Readonly<Record<string, string>>
}

/** Receives the output, with the call during or after which it was printed. */
export type OnLine = (callId: string | null, stream: 'stdout' | 'stderr', text: string) => void

/** One instance of a function: a thread with its own environment, for one call at a time. */
export interface Instance {
  /** False once it has failed, was killed or ended: it accepts no further call. */
  readonly isAlive: boolean
  /** The result as JSON. Rejects with a `FunctionError`; after `timeoutMs` the instance is killed. */
  call(message: CallMessage, timeoutMs: number): Promise<string>
  /** Replaces the receiver of the output. */
  listen(onLine: OnLine): void
  stop(): Promise<void>
}

/** Time limit for loading a bundle: the service's own limit on initialisation. */
const INIT_MS_MAX = 65_000

/** Starts an instance and waits until it has loaded its bundle. */
export async function startInstance(options: InstanceOptions, onLine: OnLine): Promise<Instance> {
  const worker = await startWorker(options)
  let callId: string | null = null
  let heard = onLine
  const conversation = converse(worker, (stream, text) => heard(callId, stream, text))

  const first = await conversation.answer(INIT_MS_MAX)
  if (first.type === 'unloadable') {
    await conversation.stop()
    throw failed(first.message)
  }
  return {
    get isAlive() {
      return conversation.isOpen()
    },
    async call(message, timeoutMs) {
      callId = message.callId
      worker.postMessage(message)
      const answer = await conversation.answer(timeoutMs)
      if (answer.type === 'returned') return answer.result
      throw failed(answer.type === 'threw' ? answer.message : 'the instance is in disorder')
    },
    listen(next) {
      callId = null
      heard = next
    },
    stop: conversation.stop,
  }
}

async function startWorker({ environment, face, file, memoryMb }: InstanceOptions) {
  const workerData: InstanceData = { file, face }
  return new Worker(await instanceCode(), {
    eval: true,
    env: environment,
    workerData,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  })
}

interface Conversation {
  /** The thread's next message; without one before the deadline it is terminated. */
  answer(timeoutMs: number): Promise<InstanceMessage>
  isOpen(): boolean
  stop(): Promise<void>
}

function converse(
  worker: Worker,
  onLine: (stream: 'stdout' | 'stderr', text: string) => void,
): Conversation {
  let isOpen = true
  let settle: (said: InstanceMessage | FunctionError) => void = () => undefined

  async function stop(): Promise<void> {
    isOpen = false
    await worker.terminate()
  }

  worker.on('message', (message: InstanceMessage) => {
    if (message.type === 'line') onLine(message.stream, message.text)
    else settle(message)
  })
  worker.on('error', (error: NodeJS.ErrnoException) => {
    isOpen = false
    settle(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? outOfMemory() : failed(error.message))
  })
  worker.on('exit', () => {
    isOpen = false
    settle(failed('the process exited'))
  })

  return {
    isOpen: () => isOpen,
    stop,
    answer: (timeoutMs) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          void stop()
          settle(timedOut(timeoutMs))
        }, timeoutMs)
        settle = (said) => {
          clearTimeout(timer)
          settle = () => undefined
          if (said instanceof FunctionError) reject(said)
          else resolve(said)
        }
      }),
  }
}

const failed = (message: string) =>
  new FunctionError('FUNCTIONS_EXECUTE_FAIL', `functions execute fail. ${message}`)

const timedOut = (timeoutMs: number) =>
  new FunctionError(
    'FUNCTION_TIME_LIMIT_EXCEEDED',
    `Invoking task timed out after ${timeoutMs / 1000} seconds`,
  )

const outOfMemory = () =>
  new FunctionError('FUNCTION_MEMORY_LIMIT_EXCEEDED', 'function memory limit exceeded')
