import type { CountedFill } from '@palm/shared/order/after/contract-history'
import type { ContractId } from '@palm/shared/contract/contract'
import { formatYuan } from '@palm/shared/kernel/fen'
import { formatLitres } from '@palm/shared/kernel/volume'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { openOrder } from '../../../navigation'
import type { ContractsStore } from '../../../stores/contracts-store'
import { dateOf } from '@palm/client/words/times'

interface FillsCardProps {
  readonly contracts: ContractsStore
  readonly contractId: ContractId
}

/** Fills that count for the contract, each with its order. */
export const FillsCard = observer(function FillsCard({ contractId, contracts }: FillsCardProps) {
  return (
    <WhenLoaded
      loaded={contracts.history}
      skeleton={[3]}
      onRetry={() => void contracts.loadHistory(contractId)}
      isCard
    >
      {({ fills }) => (
        <View className='card fills' id='fills'>
          <View className='fills__head'>
            <View className='fills__title'>计入的加油</View>
            <View className='fills__count'>{fills.length} 次</View>
          </View>
          {fills.length === 0 && (
            <View className='fills__none'>还没有计入的加油。在合约站加油，确认后会列在这里。</View>
          )}
          {fills.map((fill) => (
            <Fill key={fill.orderId} fill={fill} />
          ))}
        </View>
      )}
    </WhenLoaded>
  )
})

function Fill({ fill }: { readonly fill: CountedFill }) {
  const { amountFen, atMs, orderId, refundedFen, stationName, volumeMl } = fill
  return (
    <View className='fills__one' role='link' onClick={() => void openOrder(orderId)}>
      <View className='fills__words'>
        <View className='fills__station'>{stationName}</View>
        <View className='fills__hint'>
          {dateOf(atMs)} · {formatLitres(volumeMl)}
          {refundedFen > 0 && ` · 已退 ${formatYuan(refundedFen)}`}
        </View>
      </View>
      <View className='fills__amount'>+{formatYuan(amountFen)}</View>
    </View>
  )
}
