import type { ContractTermsView } from '@palm/shared/api/contract'
import type { BreakEven } from '@palm/shared/contract/break-even'
import { formatYuan } from '@palm/shared/kernel/fen'
import { promisedWords } from './contract-terms'

export interface BreakEvenWords {
  readonly history: string
  readonly expected: string
  readonly verdict: string
}

/** Sentences on the expectation of a contract, by the driver’s own habit. */
export function breakEvenWords(
  { promise: { unit } }: Pick<ContractTermsView, 'promise'>,
  estimate: BreakEven,
): BreakEvenWords {
  const { countingFills, days, expected, fills, isReached, promised, savedFen } = estimate
  const saved = savedFen > 0 ? `预计能省 ${formatYuan(savedFen)}` : null
  const missing = promisedWords(unit, Math.max(0, promised - expected))
  return {
    history: `过去 ${days} 天您加了 ${fills} 次油，其中 ${countingFills} 次符合这份合约`,
    expected: `照这样到期大约 ${promisedWords(unit, expected)}，目标 ${promisedWords(unit, promised)}`,
    verdict: isReached
      ? ['照这样能完成', saved].filter((part) => part !== null).join('，')
      : `照这样还差 ${missing}，完不成${saved === null ? '' : `；已享的合约价不用退，${saved}`}`,
  }
}
