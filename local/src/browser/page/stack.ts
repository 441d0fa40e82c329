import type { ArmedFault, FaultRule } from '../../faults'
import type { WireEvent } from '../../wire'

/** The control door, from a page of the same origin. */
export const stack = {
  readClock: async (): Promise<number> => (await get<{ nowMs: number }>('clock')).nowMs,
  advanceClock: async (byMs: number): Promise<number> =>
    (await send<{ nowMs: number }>('POST', 'clock/advance', { byMs })).nowMs,
  armedFaults: () => get<readonly ArmedFault[]>('faults'),
  armFault: (rule: FaultRule) => send('POST', 'faults', rule),
  disarmFault: (id: number) => send('DELETE', `faults/${id}`),
  /** Streams recent wire events and all later ones. */
  async followWire(listener: (event: WireEvent) => void): Promise<void> {
    for (const event of await get<readonly WireEvent[]>('wire')) listener(event)
    const stream = new EventSource('/_stack/wire/stream')
    stream.addEventListener('message', ({ data }: MessageEvent<string>) => {
      listener(JSON.parse(data) as WireEvent)
    })
  },
}

const get = <Reply>(path: string): Promise<Reply> => send('GET', path)

async function send<Reply>(method: string, path: string, body?: unknown): Promise<Reply> {
  const response = await fetch(`/_stack/${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`the stack answers ${response.status}`)
  return (await response.json()) as Reply
}
