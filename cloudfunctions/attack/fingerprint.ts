import { fen, sumFen } from '@palm/shared/kernel/fen'
import { balances, type JournalEntry } from '@palm/shared/ledger/journal'
import { incidents } from '../documents/incidents'
import { entriesOf } from '../documents/entries'
import { members } from '../documents/member/members'
import { orders } from '../documents/orders'
import { recharges } from '../documents/member/recharges'
import { staff } from '../documents/staff'
import { staffIdOf } from '../edge/identity/member-id'
import type { Scene } from '../testing/scene'
import type { Driver } from './stage'

/** Stored data of one driver. */
export async function belongingsOf({ database }: Scene, { memberId }: Pick<Driver, 'memberId'>) {
  const where = { memberId }
  const [member, theirOrders, tickets, works] = await Promise.all([
    database.get(members, memberId),
    database.find(orders, { where, limit: 20 }),
    database.find(recharges, { where, limit: 20 }),
    database.get(staff, staffIdOf(memberId)),
  ])
  const subjects = [memberId, ...[...theirOrders, ...tickets].map(({ id }) => id)]
  const found = await Promise.all(subjects.map((subject) => entriesOf(database, subject)))
  return { member, orders: theirOrders, tickets, works, entries: found.flat() }
}

export type Belongings = Awaited<ReturnType<typeof belongingsOf>>

/** Result of a run for its drivers, without numbers and times: equal for every fault. */
export const fingerprintOf = ({ entries, member, orders, tickets, works }: Belongings): string =>
  JSON.stringify(
    {
      member: plain(member),
      orders: orders.map(plain),
      tickets: tickets.map(({ state, waiting }) => plain({ state, waiting })),
      works: plain(works),
      journal: entries.map(kindOf).sort(),
      balances: [...balances(entries)].sort(([one], [other]) => (one < other ? -1 : 1)),
    },
    null,
    1,
  )

const kindOf = ({ kind, postings }: JournalEntry): string =>
  `${kind} ${postings
    .map(({ account, amountFen }) => `${account} ${amountFen}`)
    .sort()
    .join(', ')}`

/** Fields that differ between runs by nature. */
const OF_THE_RUN = /^(id|tail|identity|payerId|transactionId|name|clock|day|.*Id|.*Ms)$/

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return isNumber(value) ? '#' : value
  const kept = Object.entries(value).filter(([name]) => !OF_THE_RUN.test(name))
  return Object.fromEntries(kept.map(([name, inner]) => [name, plain(inner)]))
}

const isNumber = (value: unknown): boolean => typeof value === 'string' && /\d{16}/.test(value)

/** The first differing lines. */
export function differenceOf(expected: string, actual: string): string {
  const [wanted, got] = [expected.split('\n'), actual.split('\n')]
  const index = wanted.findIndex((line, place) => line !== got[place])
  const from = Math.max(0, index - 3)
  const part = (lines: string[]) =>
    lines
      .slice(from, index + 3)
      .map((line) => line.trim())
      .join(' ')
  return `expected ${part(wanted)} — found ${part(got)}`
}

/** Net payments of all drivers by WeChat, according to the gateway and to our journal. */
export async function moneyOf({ wechatPay }: Scene, entries: readonly JournalEntry[]) {
  const postings = entries.flatMap((entry) => entry.postings)
  const ours = postings.filter(({ account }) => account.startsWith('provider:'))
  return {
    gatewayFen: -wechatPay.console.balanceFen('payers'),
    ourFen: sumFen([fen(0), ...ours.map(({ amountFen }) => amountFen)]),
  }
}

/** Codes and subjects of incidents. */
export async function incidentsOf({ database }: Scene): Promise<string[]> {
  const open = await database.find(incidents, { where: { isOpen: true }, limit: 20 })
  return open.map(({ code, subject }) => `open incident ${code} of ${subject}`)
}
