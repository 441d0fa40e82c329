import type { ContractView } from '@palm/shared/api/contract'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { Line } from '../../../components/layout/line'
import { Sheet } from '../../../components/layout/sheet'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { openCertificate } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import type { ContractsStore } from '../../../stores/contracts-store'
import { dayAndTime } from '@palm/client/words/times'
import { ContractText } from '../contract-text'

interface SignatureCardProps {
  readonly contract: ContractView
  readonly contracts: ContractsStore
}

/** 签约记录, with the text as it was signed. */
export const SignatureCard = observer(function SignatureCard(props: SignatureCardProps) {
  const { contract, contracts } = props
  const { clock } = useStores()
  const [reading, setReading] = useState(false)
  const { contractId, state, textHash, version } = contract
  const read = () => {
    setReading(true)
    void contracts.readText(contractId)
  }
  return (
    <View className='card signature'>
      <View className='signature__head'>
        <View className='signature__title'>签约记录</View>
        <View className='signature__read' id='read-text' role='button' onClick={read}>
          查看条款 ›
        </View>
      </View>
      {'signing' in state && (
        <Line label='签约时间'>{dayAndTime(state.signing.signedAtMs, clock.now())}</Line>
      )}
      <Line label='条款版本'>第 {version} 版</Line>
      <View className='signature__hash'>条款校验码 {textHash}</View>
      {'signing' in state && (
        <View
          className='signature__read'
          id='certificate'
          role='link'
          onClick={() => void openCertificate(contractId)}
        >
          合约凭证 ›
        </View>
      )}
      <Sheet open={reading} title='合约条款' onClose={() => setReading(false)}>
        <ReadText contract={contract} contracts={contracts} />
      </Sheet>
    </View>
  )
})

const ReadText = observer(function ReadText({ contract, contracts }: SignatureCardProps) {
  const read = () => void contracts.readText(contract.contractId)
  return (
    <WhenLoaded loaded={contracts.text} skeleton={[6]} onRetry={read}>
      {({ paragraphs }) => <ContractText paragraphs={paragraphs} />}
    </WhenLoaded>
  )
})
