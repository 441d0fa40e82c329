import { createHash } from 'node:crypto'
import type { ContractText } from '@palm/shared/api/contract'

/** SHA-256 of what the member reads, title and paragraphs a line each: anybody can check it. */
export const textHash = ({ paragraphs, title }: ContractText): string =>
  createHash('sha256')
    .update([title, ...paragraphs].join('\n'))
    .digest('hex')
