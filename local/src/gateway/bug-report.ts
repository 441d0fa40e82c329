import type { ServiceContext } from '../service'
import type { WireEvent } from '../wire'

/** Reports a bug of the emulator visibly: it is neither a refusal nor an injected fault. */
export function reportBug(
  { clock, wire }: Pick<ServiceContext, 'clock' | 'wire'>,
  service: WireEvent['service'],
  { message }: Error,
): void {
  wire.record({
    atMs: clock.now(),
    service,
    title: '内部错误',
    detail: message,
    outcome: 'fault',
  })
}
