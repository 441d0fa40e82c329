import type { ContractView, SignedText } from '@palm/shared/api/contract'
import { certificateLines, certificateText } from '@palm/client/words/benefits/certificate'
import { WALLET_WORDS } from '@palm/client/words/order/order-status'
import { assert } from '@palm/shared/kernel/assert'
import { View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { BottomBar } from '../../../components/layout/bottom-bar'
import { Empty } from '../../../components/state/empty'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { copyText } from '../../../copy-text'
import { readAddress } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import { ContractsStore } from '../../../stores/contracts-store'
import { ContractText } from '../contract-text'
import './certificate.scss'

/** Proof of a signed contract, to be kept: parties, instant, terms and their hash. */
export default observer(function CertificateScreen() {
  const stores = useStores()
  const { contractId } = readAddress(useRouter().params)
  assert(contractId !== null, 'a certificate of no contract')
  const [contracts] = useState(() => new ContractsStore(stores))
  const load = () => {
    void contracts.loadMine()
    void contracts.readText(contractId)
  }
  useDidShow(load)
  return (
    <View className='page'>
      <OfflineBar online={stores.network.online} words='没有网络，凭证暂时打不开。' />
      <WhenLoaded loaded={contracts.contracts} skeleton={[8]} onRetry={load} isCard>
        {() => {
          const contract = contracts.contractOf(contractId)
          if (!contract) return <Empty title='没有找到这份合约' hint='您的合约都在「合约」里' />
          return (
            <WhenLoaded loaded={contracts.text} skeleton={[8]} onRetry={load} isCard>
              {(text) => <Certificate contract={contract} text={text} />}
            </WhenLoaded>
          )
        }}
      </WhenLoaded>
    </View>
  )
})

interface CertificateProps {
  readonly contract: ContractView
  readonly text: SignedText
}

const Certificate = observer(function Certificate({ contract, text }: CertificateProps) {
  const { copy, home, member, wallet } = useStores()
  const profile = member.profile ?? home.view?.member.profile
  const driver = profile?.nickname || `本人的${WALLET_WORDS[wallet.provider]}账号`
  const lines = certificateLines(contract, text, driver)
  return (
    <View>
      <View className='card'>
        <View className='certificate__title'>合约凭证</View>
        {lines.map(({ label, value }) => (
          <View key={label} className='certificate__line'>
            <View className='certificate__label'>{label}</View>
            <View className='certificate__value'>{value}</View>
          </View>
        ))}
      </View>
      <View className='card'>
        <ContractText paragraphs={text.paragraphs} />
      </View>
      <BottomBar>
        <ActionButton
          id='copy-certificate'
          label='复制凭证'
          onTap={() => void copyText(copy, certificateText(lines, text.paragraphs))}
        />
      </BottomBar>
    </View>
  )
})
