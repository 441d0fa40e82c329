import type { CouponPocket } from '@palm/shared/coupon/claim'
import type { CouponTransferId } from '@palm/shared/coupon/coupon'
import type { CouponTransfer, Taken } from '@palm/shared/coupon/transfer'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { MemberId } from '@palm/shared/member/member'
import { type MemberFull, memberFull } from '@palm/shared/member/member-size'
import { withHandedOn } from '@palm/shared/member/recharge-coupons'
import type { Database } from '../database/session'
import { couponTransfers } from '../documents/member/coupons'
import { currentMember, members } from '../documents/member/members'

type Refused = { readonly code: string }
type UnknownTransfer = { readonly code: 'transfer/unknown' }
type UnknownMember = { readonly code: 'member/unknown' }

/** Transfers between two members. Both pockets change in one transaction. */
export interface TransferStore {
  /** The pocket after the offer; the same pocket if it was already offered. */
  offer<Refusal extends Refused>(
    transfer: CouponTransfer,
    decide: (pocket: CouponPocket) => Result<CouponPocket, Refusal>,
  ): Promise<Result<CouponPocket, Refusal | UnknownMember>>
  take<Refusal extends Refused>(
    id: CouponTransferId,
    takerId: MemberId,
    decide: (
      transfer: CouponTransfer,
      giver: CouponPocket,
      taker: CouponPocket,
    ) => Result<Taken, Refusal>,
  ): Promise<Result<Moved, Refusal | UnknownTransfer | UnknownMember | MemberFull | OwnTransfer>>
  takeBack<Refusal extends Refused>(
    id: CouponTransferId,
    giverId: MemberId,
    decide: (pocket: CouponPocket, transfer: CouponTransfer) => Result<CouponPocket, Refusal>,
  ): Promise<Result<Moved, Refusal | UnknownTransfer>>
}

type OwnTransfer = { readonly code: 'transfer/own' }

/** A transfer, and the pocket of the caller. */
export interface Moved {
  readonly transfer: CouponTransfer
  readonly pocket: CouponPocket
}

export function openTransferStore(database: Database): TransferStore {
  return {
    offer: (transfer, decide) =>
      database.transaction(async (transaction) => {
        const member = await currentMember(transaction, transfer.giverId)
        if (!member) return refuse({ code: 'member/unknown' })
        const offered = decide(member.pocket)
        if (!offered.ok || offered.value === member.pocket) return offered
        await transaction.insert(couponTransfers, transfer)
        await transaction.put(members, { ...member, pocket: offered.value })
        return offered
      }),

    take: (id, takerId, decide) =>
      database.transaction(async (transaction) => {
        const taker = await currentMember(transaction, takerId)
        if (!taker) return refuse({ code: 'member/unknown' })
        const transfer = await transaction.get(couponTransfers, id)
        const giver = transfer && (await currentMember(transaction, transfer.giverId))
        if (!transfer || !giver) return refuse({ code: 'transfer/unknown' })
        // Of a merged member as well: nobody takes a coupon from themselves.
        if (giver.id === taker.id) return refuse({ code: 'transfer/own' })
        const taken = decide(transfer, giver.pocket, taker.pocket)
        if (!taken.ok) return taken
        const moved = { transfer, pocket: taken.value.taker }
        if (moved.pocket === taker.pocket) return ok(moved)
        const full = memberFull(taker)
        if (full) return refuse(full)
        const { couponId } = transfer
        await transaction.put(members, withHandedOn(giver, taken.value.giver, couponId))
        await transaction.put(members, { ...taker, pocket: moved.pocket })
        return ok(moved)
      }),

    takeBack: (id, giverId, decide) =>
      database.transaction(async (transaction) => {
        const transfer = await transaction.get(couponTransfers, id)
        const giver = transfer && (await currentMember(transaction, transfer.giverId))
        if (!transfer || giver?.id !== giverId) return refuse({ code: 'transfer/unknown' })
        const back = decide(giver.pocket, transfer)
        if (!back.ok) return back
        const pocket = back.value
        if (pocket !== giver.pocket) await transaction.put(members, { ...giver, pocket })
        return ok({ transfer, pocket })
      }),
  }
}
