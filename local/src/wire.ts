/** One event on the wire, shown live by the page. Bodies are redacted by the recorder. */
export interface WireEvent {
  readonly atMs: number
  readonly service: 'cloudbase' | 'wechat-pay' | 'alipay' | 'wechat' | 'wallet' | 'fapiao'
  /** `POST /v3/pay/transactions/jsapi`, `order.place`, `用户在收银台确认`. */
  readonly title: string
  /** One line for people: subject and outcome. */
  readonly detail: string
  readonly outcome: 'ok' | 'refused' | 'fault'
  readonly durationMs?: number
  /** For inspection and tests; no secrets. */
  readonly data?: Readonly<Record<string, unknown>>
}

export interface Wire {
  record(event: WireEvent): void
  /** The last events, oldest first. */
  recent(): readonly WireEvent[]
  clear(): void
  /** Receives every later event, until the returned function is called. */
  listen(listener: (event: WireEvent) => void): () => void
}

const KEPT = 500

export function createWire(): Wire {
  const events: WireEvent[] = []
  const listeners = new Set<(event: WireEvent) => void>()
  return {
    record(event) {
      events.push(event)
      if (events.length > KEPT) events.shift()
      for (const listener of listeners) listener(event)
    },
    recent: () => events.slice(),
    clear: () => void (events.length = 0),
    listen(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
