import { createHash } from 'node:crypto'
import type { ContractText } from '@palm/shared/api/contract'

/**
 * SHA-256 of the displayed text, title and paragraphs one per line, so that it can be verified
 * independently.
 */
export const textHash = ({ paragraphs, title }: ContractText): string =>
  createHash('sha256')
    .update([title, ...paragraphs].join('\n'))
    .digest('hex')
