import type { ContractId } from '@palm/shared/contract/contract'
import { assert } from '@palm/shared/kernel/assert'
import { View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { Empty } from '../../../components/state/empty'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { MessageAsk } from '../../../message-ask'
import { readAddress } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import { ContractsStore } from '../../../stores/contracts-store'
import { MilestonesCard } from '../milestones-card'
import { TermsCard } from '../terms-card'
import './contract.scss'
import { FillsCard } from './fills-card'
import { PaceCard } from './pace-card'
import { ProgressCard } from './progress-card'
import { SignatureCard } from './signature-card'
import { StepBack } from './step-back'

/** One contract: progress, time left, benefits, signature. */
export default observer(function Contract() {
  const stores = useStores()
  const { contractId } = readAddress(useRouter().params)
  assert(contractId !== null, 'a screen of no contract')
  const [contracts] = useState(() => new ContractsStore(stores))
  useDidShow(() => {
    void contracts.loadMine()
    void contracts.loadHistory(contractId)
  })
  return (
    <View className='page'>
      <OfflineBar online={stores.network.online} words='没有网络，进度可能不是最新的。' />
      <ContractCards contracts={contracts} contractId={contractId} />
    </View>
  )
})

interface ContractCardsProps {
  readonly contracts: ContractsStore
  readonly contractId: ContractId
}

const ContractCards = observer(function ContractCards(props: ContractCardsProps) {
  const { contractId, contracts } = props
  const { contracts: loaded } = contracts
  const contract = contracts.contractOf(contractId)
  if (contract) {
    return (
      <View>
        <ProgressCard contract={contract} />
        <PaceCard contract={contract} contracts={contracts} />
        {contract.pace && (
          <MessageAsk label='进度落后、加够时通知我' topics={['contract', 'expiry']} />
        )}
        <FillsCard contracts={contracts} contractId={contractId} />
        <MilestonesCard milestones={contract.milestones} />
        <TermsCard terms={contract} />
        <SignatureCard contract={contract} contracts={contracts} />
        <StepBack contract={contract} contracts={contracts} />
      </View>
    )
  }
  return (
    <WhenLoaded loaded={loaded} skeleton={[6, 3, 4]} onRetry={() => void contracts.loadMine()}>
      {() => <Empty title='没有找到这份合约' hint='您的合约都在「我的合约」里' />}
    </WhenLoaded>
  )
})
