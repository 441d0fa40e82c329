import type { DataPage } from '@palm/shared/api/privacy'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok, refuse } from '@palm/shared/kernel/result'
import type { DataPart } from '@palm/shared/member/data-part'
import type { Member, MemberId } from '@palm/shared/member/member'
import { idsOf } from '@palm/shared/member/merge/wallets'
import { z } from 'zod'
import { openSealed } from '../credentials/seal'
import { phoneSealKey } from '../documents/phones'
import type { Act } from '../edge/serve'
import type { Sheet } from '../flows/sheets/cell'
import { accountSheet, pointsSheet } from '../flows/sheets/movements'
import type { PrivacyContext } from './context'
import type { Page } from './page'
import { invoiceSheet, titleSheet } from './sheets/invoices'
import { memberSheets } from './sheets/member'
import { messageSheet } from './sheets/messages'
import { orderSheet } from './sheets/orders'
import { questionSheet } from './sheets/questions'

/**
 * A page of one part. Costs two or three billed calls; the member's own document, which is bounded,
 * is a page by itself. Neither the identity in the wallet nor any proof leaves the server.
 */
export const dataPage: Act<PrivacyContext, 'privacy.data'> = async (
  context,
  { beforeMs, part },
  { memberId },
) => {
  const member = await context.store.member(memberId)
  if (!member) return refuse({ code: 'member/unknown' })
  return ok(await PAGES[part]({ context, member, ids: idsOf(member), beforeMs }))
}

interface Asked {
  readonly context: PrivacyContext
  readonly member: Member
  readonly ids: readonly MemberId[]
  readonly beforeMs: EpochMs | null
}

const PAGES: Readonly<Record<DataPart, (asked: Asked) => Promise<DataPage>>> = {
  async member({ context, ids, member }) {
    const [number, boxes] = await Promise.all([
      wholeNumber(context, member),
      context.store.mailboxes(ids),
    ])
    return { sheets: memberSheets(member, number, boxes), beforeMs: null }
  },
  orders: async ({ beforeMs, context: { store }, ids }) =>
    pageWith(await store.orders(ids, beforeMs), orderSheet),
  account: async ({ beforeMs, context: { store }, ids }) =>
    pageWith(await store.rows(ids, beforeMs), accountSheet),
  async points({ beforeMs, context: { store }, ids, member }) {
    const page = await store.pointsPages(ids, beforeMs)
    const latest = beforeMs === null ? member.loyalty.statement.rows : []
    const older = page.values.flatMap(({ rows }) => [...rows].reverse())
    const rows = [...[...latest].reverse(), ...older]
    return { sheets: [pointsSheet(rows)], beforeMs: page.beforeMs }
  },
  async invoices({ beforeMs, context: { store }, ids }) {
    const [page, books] = await Promise.all([
      store.invoices(ids, beforeMs),
      beforeMs === null ? store.titles(ids) : [],
    ])
    const { sheets, ...rest } = pageWith(page, invoiceSheet)
    return { sheets: [...sheets, titleSheet(books)], ...rest }
  },
  questions: async ({ beforeMs, context: { store }, ids }) =>
    pageWith(await store.tickets(ids, beforeMs), questionSheet),
  messages: async ({ beforeMs, context: { store }, ids }) =>
    pageWith(await store.messages(ids, beforeMs), messageSheet),
}

const pageWith = <Value>(
  { beforeMs, values }: Page<Value>,
  sheetOf: (values: readonly Value[]) => Sheet,
): DataPage => ({ sheets: [sheetOf(values)], beforeMs })

const sealedForm = z.object({ mobile: z.string() })

/** The member's own number in full; null if none is bound. */
async function wholeNumber(
  { credentials, store }: PrivacyContext,
  { phone }: Member,
): Promise<string | null> {
  const sealed = phone && (await store.sealedNumber(phone.id))
  const keys = (await credentials()).phone
  if (!phone || !sealed || !keys) return phone?.shown ?? null
  return sealedForm.parse(await openSealed(sealed, phoneSealKey(keys.secret))).mobile
}
