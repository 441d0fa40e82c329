import type { MergesView } from '@palm/shared/api/console/members'
import { fen } from '@palm/shared/kernel/fen'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { MemberId } from '@palm/shared/member/member'
import { separate, type SeparateRefusal } from '@palm/shared/member/merge/separate'
import type { Database } from '../../database/session'
import { currentMember, members } from '../../documents/member/members'
import { orders } from '../../documents/orders'
import { merges } from '../../documents/phones'
import type { Act } from '../../edge/serve'
import { saveMerged } from '../../flows/merging'
import type { ConsoleContext } from '../context'

const RECORDS_MAX = 20

type Unknown = { readonly code: 'member/unknown' }
const unknown = refuse({ code: 'member/unknown' as const })

export const showMerges: Act<ConsoleContext, 'console.showMerges'> = async (
  { database },
  { by },
) => {
  const order = 'orderId' in by ? await database.get(orders, by.orderId) : null
  const id = 'memberId' in by ? by.memberId : order?.memberId
  return id ? viewOf(database, id) : unknown
}

/** 撤销一次错误的合并: the driver's time is no limit, but a used benefit is. */
export const separateMember: Act<ConsoleContext, 'console.separateMember'> = async (
  { clock, database },
  { memberId },
) => {
  const nowMs = clock()
  const parted = await database.transaction(
    async (transaction): Promise<Result<null, SeparateRefusal | Unknown>> => {
      const member = await currentMember(transaction, memberId)
      if (!member) return unknown
      const alias = member.joined && (await transaction.get(members, member.joined.memberId))
      if (!alias) return refuse({ code: 'merge/not-joined' })
      const done = separate({ member, alias, by: 'office', nowMs })
      if (!done.ok) return done
      await saveMerged(transaction, done.value, { by: 'office', kind: 'separated', nowMs })
      return ok(null)
    },
  )
  return parted.ok ? viewOf(database, memberId) : parted
}

async function viewOf(database: Database, id: MemberId): Promise<Result<MergesView, Unknown>> {
  const member = await currentMember(database, id)
  if (!member) return unknown
  const found = await Promise.all(
    (['memberId', 'otherId'] as const).map((field) =>
      database.find(merges, {
        where: { [field]: member.id },
        orderBy: { field: 'atMs', direction: 'desc' },
        limit: RECORDS_MAX,
      }),
    ),
  )
  return ok({
    memberId: member.id,
    phone: member.phone?.shown ?? null,
    joinedId: member.joined?.memberId ?? null,
    records: found
      .flat()
      .sort((a, b) => b.atMs - a.atMs)
      .map(
        ({
          atMs,
          by,
          contracts,
          coupons,
          giftFen,
          kind,
          memberId,
          otherId,
          points,
          principalFen,
        }) => ({
          ...{ kind, by, atMs, points, coupons, contracts },
          principalFen: fen(principalFen),
          giftFen: fen(giftFen),
          otherId: otherId === member.id ? memberId : otherId,
        }),
      ),
  })
}
