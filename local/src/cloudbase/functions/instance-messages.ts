import type { ClockFace } from '../../clock-face'

/** Initial data of an instance. */
export interface InstanceData {
  /** The bundle: CommonJS with `exports.main`. */
  readonly file: string
  readonly face: ClockFace
}

/** Message to the instance: one call. */
export interface CallMessage {
  readonly callId: string
  /** As JSON. */
  readonly event: string
  /** As JSON. */
  readonly context: string
  /** Set during the call. */
  readonly environment: Readonly<Record<string, string>>
}

/** Message from the instance. */
export type InstanceMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'line'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  /** `result` is JSON. */
  | { readonly type: 'returned'; readonly callId: string; readonly result: string }
  | { readonly type: 'threw'; readonly callId: string; readonly message: string }
  | { readonly type: 'unloadable'; readonly message: string }
