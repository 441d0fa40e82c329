import type { Id } from '../kernel/id'
import { ok, refuse, type Result } from '../kernel/result'
import type { MemberId } from '../member/member'
import { isTaxpayerNumber, tidyTaxpayerNumber } from './taxpayer'

export type InvoiceTitleId = Id<'invoice-title'>

/** 发票抬头: whom an invoice is made out to. */
export type InvoiceTitle = PersonalTitle | CompanyTitle

/** A name and nothing else: an invoice for a person needs no more, so no more is kept. */
export interface PersonalTitle {
  readonly kind: 'personal'
  readonly id: InvoiceTitleId
  readonly name: string
}

export interface CompanyTitle {
  readonly kind: 'company'
  readonly id: InvoiceTitleId
  readonly name: string
  readonly taxNumber: string
  /** Optional, and empty if not given: address, telephone, bank and account. */
  readonly address: string
  readonly phone: string
  readonly bankName: string
  readonly bankAccount: string
}

/** Lengths that WeChat Pay's fapiao accepts (pay.weixin.qq.com/doc/v3/partner/4016760559), in part. */
export const TITLE_LENGTHS = { name: 100, address: 100, phone: 32, bankName: 64, bankAccount: 32 }

/** All titles of a member, in one document. */
export interface TitleBook {
  readonly id: Id<'invoice-titles'>
  readonly memberId: MemberId
  /** The oldest first. */
  readonly titles: readonly InvoiceTitle[]
  /** Offered first; null without titles. */
  readonly defaultId: InvoiceTitleId | null
}

export const TITLES_MAX = 20

export type SaveTitleRefusal =
  /** Too short, too long, or with a wrong check digit. */
  | { readonly code: 'title/tax-number-wrong' }
  | { readonly code: 'title/too-many'; readonly max: number }

/** Adds a title, or replaces the one of its id. The first becomes the default one. */
export function saveTitle(
  book: TitleBook,
  title: InvoiceTitle,
  isDefault: boolean,
): Result<TitleBook, SaveTitleRefusal> {
  const tidy = tidied(title)
  if (tidy.kind === 'company' && !isTaxpayerNumber(tidy.taxNumber)) {
    return refuse({ code: 'title/tax-number-wrong' })
  }
  const isKnown = book.titles.some(({ id }) => id === tidy.id)
  if (!isKnown && book.titles.length >= TITLES_MAX) {
    return refuse({ code: 'title/too-many', max: TITLES_MAX })
  }
  const titles = isKnown
    ? book.titles.map((known) => (known.id === tidy.id ? tidy : known))
    : [...book.titles, tidy]
  const defaultId = isDefault || book.defaultId === null ? tidy.id : book.defaultId
  return ok({ ...book, titles, defaultId })
}

/** Removing an unknown title changes nothing. The oldest follows a removed default one. */
export function removeTitle(book: TitleBook, titleId: InvoiceTitleId): TitleBook {
  const titles = book.titles.filter(({ id }) => id !== titleId)
  if (titles.length === book.titles.length) return book
  const defaultId = book.defaultId === titleId ? (titles[0]?.id ?? null) : book.defaultId
  return { ...book, titles, defaultId }
}

function tidied(title: InvoiceTitle): InvoiceTitle {
  const name = title.name.trim()
  return title.kind === 'personal'
    ? { kind: 'personal', id: title.id, name }
    : { ...title, name, taxNumber: tidyTaxpayerNumber(title.taxNumber) }
}
