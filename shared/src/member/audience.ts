import type { Segment } from '../level/segment'
import type { MemberId } from './member'

/** Audience of a grant: all members, segments 用户类型, or listed members. */
export type Audience =
  | { readonly kind: 'everybody' }
  | { readonly kind: 'segments'; readonly segments: readonly Segment[] }
  | { readonly kind: 'members'; readonly memberIds: readonly MemberId[] }

export const EVERYBODY = { kind: 'everybody' } as const satisfies Audience

/** A member has no segment if the operator has no bands. */
export interface Listener {
  readonly memberId: MemberId
  readonly segment: Segment | null
}

export function isFor(audience: Audience, { memberId, segment }: Listener): boolean {
  switch (audience.kind) {
    case 'everybody':
      return true
    case 'segments':
      return segment !== null && audience.segments.includes(segment)
    case 'members':
      return audience.memberIds.includes(memberId)
  }
}

/** True if segments or members are targeted but none is listed. */
export const isForNobody = (audience: Audience): boolean =>
  (audience.kind === 'segments' && audience.segments.length === 0) ||
  (audience.kind === 'members' && audience.memberIds.length === 0)
