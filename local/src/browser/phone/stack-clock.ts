import type { PhoneMessage } from '../../wallet/phone-message'

const LOOK_EVERY_MS = 1_000

/** Makes `Date` use the stack's time for all code on this phone. */
export function followStackClock(nowMs: number): void {
  const MachineDate = Date
  let offsetMs = nowMs - MachineDate.now()
  const now = () => Math.round(MachineDate.now() + offsetMs)
  const set = (stackNowMs: number) => {
    offsetMs = stackNowMs - MachineDate.now()
  }

  globalThis.Date = new Proxy(MachineDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
    apply: () => new MachineDate(now()).toString(),
    get: (target, property) => (property === 'now' ? now : Reflect.get(target, property)),
  })

  window.addEventListener('message', ({ data, origin }: MessageEvent<PhoneMessage>) => {
    if (origin === location.origin && data.kind === 'clock') set(data.nowMs)
  })
  setInterval(() => void look(set), LOOK_EVERY_MS)
}

async function look(set: (nowMs: number) => void): Promise<void> {
  try {
    const { nowMs } = (await (await fetch('/_stack/clock')).json()) as { nowMs: number }
    set(nowMs)
  } catch {
    // During a restart of the stack the clock keeps its time.
  }
}
