import type { ClockFace } from '../../clock-face'

/** What an instance is born with. */
export interface InstanceData {
  /** The bundle: CommonJS with `exports.main`. */
  readonly file: string
  readonly face: ClockFace
}

/** To the instance: one call. */
export interface CallMessage {
  readonly callId: string
  /** As JSON. */
  readonly event: string
  /** As JSON. */
  readonly context: string
  /** Set for the time of the call. */
  readonly environment: Readonly<Record<string, string>>
}

/** From the instance. */
export type InstanceMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'line'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  /** `result` is JSON. */
  | { readonly type: 'returned'; readonly callId: string; readonly result: string }
  | { readonly type: 'threw'; readonly callId: string; readonly message: string }
  | { readonly type: 'unloadable'; readonly message: string }
