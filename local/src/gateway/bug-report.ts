import type { ServiceContext } from '../service'
import type { WireEvent } from '../wire'

/** A stand-in's own mistake, where people look: it is no refusal and no fault on order. */
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
