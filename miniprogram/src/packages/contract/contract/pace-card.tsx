import type { ContractView } from '@palm/shared/api/contract'
import { formatLitres } from '@palm/shared/kernel/volume'
import { View } from '@tarojs/components'
import { Line } from '../../../components/layout/line'
import { ProgressBar } from '../../../components/figure/progress-bar'
import { paceWords } from '@palm/client/words/benefits/contract-progress'
import { StatusTag } from '../../../components/domain/contract-status-tag'

/** 节奏: remaining amount, required frequency, and use of the price. */
export function PaceCard({ contract }: { readonly contract: ContractView }) {
  const { benefit, pace, quotaLeftMl, tally } = contract
  const hasPrice = benefit.kind === 'per-litre'
  if (!pace && !hasPrice) return null
  return (
    <View className='card pace'>
      <View className='pace__head'>
        <View className='pace__title'>{pace ? '节奏' : '结果'}</View>
        <StatusTag contract={contract} />
      </View>
      {pace && <ProgressBar fraction={pace.doneShare / 10_000} />}
      {pace && (
        <View className='pace__words' id='pace'>
          {paceWords(pace)}
        </View>
      )}
      {hasPrice && <Line label='按合约价加了'>{formatLitres(tally.priceMl)}</Line>}
      {pace && hasPrice && quotaLeftMl !== null && (
        <Line label='还能按合约价加'>{formatLitres(quotaLeftMl)}</Line>
      )}
    </View>
  )
}
