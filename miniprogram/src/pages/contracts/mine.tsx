import type { ContractView } from '@palm/shared/api/contract'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Empty } from '../../components/state/empty'
import { Icon } from '../../components/layout/icon'
import { ProgressBar } from '../../components/figure/progress-bar'
import { WhenLoaded } from '../../components/state/when-loaded'
import { openContract } from '../../navigation'
import type { ContractsStore } from '../../stores/contracts-store'
import { overWords, paceWords } from '@palm/client/words/benefits/contract-progress'
import { benefitWords } from '@palm/client/words/benefits/contract-terms'
import { StatusTag } from '../../components/domain/contract-status-tag'

/** 我的合约: running and ended contracts. */
export const Mine = observer(function Mine({ contracts }: { contracts: ContractsStore }) {
  const { contracts: loaded, over, running } = contracts
  return (
    <WhenLoaded loaded={loaded} skeleton={[3, 3]} onRetry={() => void contracts.load()}>
      {() => (
        <View>
          {running.length === 0 && <Empty title='没有进行中的合约' hint='去看看能签的合约' />}
          {running.map((contract) => (
            <ContractCard key={contract.contractId} contract={contract} />
          ))}
          {over.length > 0 && <View className='contracts__over'>已经结束的</View>}
          {over.map((contract) => (
            <ContractCard key={contract.contractId} contract={contract} />
          ))}
        </View>
      )}
    </WhenLoaded>
  )
})

function ContractCard({ contract }: { readonly contract: ContractView }) {
  const { contractId, pace, title } = contract
  return (
    <View
      className='card contracts__card'
      id={`contract-${contractId.slice(-4)}`}
      role='link'
      onClick={() => void openContract(contractId)}
    >
      <View className='contracts__words'>
        <View className='contracts__head'>
          <View className='contracts__title'>{title}</View>
          <StatusTag contract={contract} />
        </View>
        <View className='contracts__benefit'>{benefitWords(contract)}</View>
        {pace && <ProgressBar fraction={pace.doneShare / 10_000} />}
        <View className='contracts__rule'>{pace ? paceWords(pace) : overWords(contract)}</View>
      </View>
      <Icon name='next' />
    </View>
  )
}
