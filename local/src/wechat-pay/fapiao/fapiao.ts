import type { IssueRequest } from './fapiao-request'

export type FapiaoStatus =
  'ISSUE_ACCEPTED' | 'ISSUED' | 'ISSUE_FAILED' | 'REVERSE_ACCEPTED' | 'REVERSED' | 'REVERSE_FAILED'

/** 数电发票 of a sub-merchant, by the merchant's fapiao_id. */
export interface Fapiao {
  readonly mchid: string
  readonly subMchid: string
  readonly request: IssueRequest
  readonly status: FapiaoStatus
  readonly blue: Paper | null
  readonly red: Paper | null
  readonly error: { readonly code: string; readonly message: string } | null
  readonly reversalsAsked: number
}

export interface Paper {
  readonly number: string
  readonly atMs: number
}

export const fapiaoIdOf = ({ request }: Fapiao): string => request.fapiao_information.fapiao_id

/** Neither failed nor reversed: its transactions are invoiced. */
export const isLive = ({ status }: Fapiao): boolean =>
  status !== 'ISSUE_FAILED' && status !== 'REVERSED'
