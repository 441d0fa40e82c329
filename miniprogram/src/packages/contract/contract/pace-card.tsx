import type { ContractView } from '@palm/shared/api/contract'
import { formatYuan } from '@palm/shared/kernel/fen'
import { formatLitres } from '@palm/shared/kernel/volume'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Line } from '../../../components/layout/line'
import { ProgressBar } from '../../../components/figure/progress-bar'
import {
  forecastWords,
  paceWords,
  rewardWords,
} from '@palm/client/words/benefits/contract-progress'
import { StatusTag } from '../../../components/domain/contract-status-tag'
import { useStores } from '../../../stores/app-stores'
import type { ContractsStore } from '../../../stores/contracts-store'

interface PaceCardProps {
  readonly contract: ContractView
  readonly contracts: ContractsStore
}

/** 节奏: remaining amount, required frequency, what it has saved and what it will still bring. */
export const PaceCard = observer(function PaceCard({ contract, contracts }: PaceCardProps) {
  const { clock } = useStores()
  const { benefit, pace, quotaLeftMl, tally } = contract
  const hasPrice = benefit.kind === 'per-litre'
  if (!pace && !hasPrice) return null
  const forecast = forecastWords(contract, clock.now())
  const reward = pace && rewardWords(contract)
  return (
    <View className='card pace'>
      <View className='pace__head'>
        <View className='pace__title'>{pace ? '节奏' : '结果'}</View>
        <StatusTag contract={contract} />
      </View>
      {pace && <ProgressBar fraction={pace.doneShare / 10_000} />}
      {pace && (
        <View className='pace__words' id='pace'>
          <View>{paceWords(pace)}</View>
          {forecast !== null && <View className='pace__forecast'>{forecast}</View>}
        </View>
      )}
      {hasPrice && <Saved contracts={contracts} />}
      {hasPrice && <Line label='按合约价加了'>{formatLitres(tally.priceMl)}</Line>}
      {pace && hasPrice && quotaLeftMl !== null && (
        <Line label='还能按合约价加'>{formatLitres(quotaLeftMl)}</Line>
      )}
      {reward !== null && <Line label='完成后再得'>{reward}</Line>}
    </View>
  )
})

const Saved = observer(function Saved({
  contracts: { history },
}: Pick<PaceCardProps, 'contracts'>) {
  if (history?.at !== 'ready') return null
  return (
    <Line label='已经省下' tone='saving'>
      {formatYuan(history.value.savedFen)}
    </Line>
  )
})
