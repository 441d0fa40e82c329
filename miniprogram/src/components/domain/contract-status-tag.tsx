import type { ContractView } from '@palm/shared/api/contract'
import { Tag } from '../layout/tag'
import { contractStatusWords } from '@palm/client/words/benefits/contract-progress'

/** Amber marks a contract that falls behind. */
export function StatusTag({ contract }: { readonly contract: ContractView }) {
  const { pace, state } = contract
  const isBehind = state.status === 'active' && pace?.isOnPace === false
  const tone = isBehind ? 'attention' : pace === null ? 'quiet' : 'brand'
  return <Tag tone={tone} text={contractStatusWords(contract)} />
}
