import type { ContractOfferView } from '@palm/shared/api/contract'
import { breakEvenWords } from '@palm/client/words/benefits/break-even'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { ProgressBar } from '../../../components/figure/progress-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import type { ContractsStore } from '../../../stores/contracts-store'

interface BreakEvenCardProps {
  readonly contracts: ContractsStore
  readonly offer: ContractOfferView
}

/** 按您的习惯测算: whether the promise can be kept, before it is given. */
export const BreakEvenCard = observer(function BreakEvenCard(props: BreakEvenCardProps) {
  const { contracts, offer } = props
  return (
    <WhenLoaded
      loaded={contracts.estimate}
      skeleton={[3]}
      onRetry={() => void contracts.loadEstimate(offer.templateId)}
      isCard
    >
      {({ breakEven }) => (
        <View className='card break-even' id='break-even'>
          <View className='break-even__title'>按您的习惯测算</View>
          {breakEven === null ? (
            <View className='break-even__hint'>
              您最近的加油记录还不够，没法帮您估算能不能完成。请按自己平时的油量想一想再签。
            </View>
          ) : (
            <Estimate offer={offer} estimate={breakEven} />
          )}
        </View>
      )}
    </WhenLoaded>
  )
})

interface EstimateProps {
  readonly offer: ContractOfferView
  readonly estimate: Parameters<typeof breakEvenWords>[1]
}

function Estimate({ estimate, offer }: EstimateProps) {
  const { expected, history, verdict } = breakEvenWords(offer, estimate)
  return (
    <View>
      <ProgressBar fraction={Math.min(1, estimate.expected / estimate.promised)} />
      <View className={estimate.isReached ? 'break-even__reached' : 'break-even__missed'}>
        {verdict}
      </View>
      <View className='break-even__hint'>{expected}</View>
      <View className='break-even__hint'>{history}。只是估算，以实际加油为准。</View>
    </View>
  )
}
