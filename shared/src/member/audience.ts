import type { Segment } from '../level/segment'
import type { MemberId } from './member'

/** Whom an operator grants something: everybody, the members of segments 用户类型, or these alone. */
export type Audience =
  | { readonly kind: 'everybody' }
  | { readonly kind: 'segments'; readonly segments: readonly Segment[] }
  | { readonly kind: 'members'; readonly memberIds: readonly MemberId[] }

export const EVERYBODY = { kind: 'everybody' } as const satisfies Audience

/** A member is of no segment where the operator has no bands. */
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

/** Segments or members, and not one of them: that cannot be meant. */
export const isForNobody = (audience: Audience): boolean =>
  (audience.kind === 'segments' && audience.segments.length === 0) ||
  (audience.kind === 'members' && audience.memberIds.length === 0)
