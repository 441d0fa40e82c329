import type { ContractTemplateId } from '@palm/shared/contract/template'
import { assert } from '@palm/shared/kernel/assert'
import { View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { Empty } from '../../../components/state/empty'
import { Notice } from '../../../components/state/notice'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { readAddress } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import { ContractsStore } from '../../../stores/contracts-store'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import { MilestonesCard } from '../milestones-card'
import { TermsCard } from '../terms-card'
import './offer.scss'
import { BreakEvenCard } from './break-even-card'
import { PromiseCard } from './promise-card'
import { SignBar } from './sign-bar'
import { TextCard } from './text-card'

/** An offer: promise, benefit, consequences of a breach; then the text, and the signature. */
export default observer(function Offer() {
  const stores = useStores()
  const { templateId } = readAddress(useRouter().params)
  assert(templateId !== null, 'a screen of no offer')
  const [contracts] = useState(() => new ContractsStore(stores))
  useDidShow(() => {
    void contracts.loadOffers()
    void contracts.loadEstimate(templateId)
  })
  return (
    <View className='page'>
      <OfflineBar online={stores.network.online} words='没有网络，暂时签不了约。' />
      <OfferCards contracts={contracts} templateId={templateId} />
    </View>
  )
})

interface OfferCardsProps {
  readonly contracts: ContractsStore
  readonly templateId: ContractTemplateId
}

const OfferCards = observer(function OfferCards({ contracts, templateId }: OfferCardsProps) {
  const { offers } = contracts
  const offer = contracts.offerOf(templateId)
  if (offer) {
    return (
      <View>
        {offer.refusal && <Notice tone='attention' words={wordsFor(offer.refusal)} id='not-now' />}
        <PromiseCard offer={offer} endsMs={endOf(contracts)} />
        {!offer.refusal && <BreakEvenCard contracts={contracts} offer={offer} />}
        <MilestonesCard milestones={offer.milestones} />
        <TermsCard terms={offer} />
        <TextCard offer={offer} />
        {!offer.refusal && <SignBar contracts={contracts} offer={offer} />}
      </View>
    )
  }
  return (
    <WhenLoaded loaded={offers} skeleton={[4, 3, 6]} onRetry={() => void contracts.loadOffers()}>
      {() => <Empty title='这份合约现在不能签了' hint='请回到上一页看看别的' />}
    </WhenLoaded>
  )
})

/** Last instant of a contract signed now; null while it is not known. */
const endOf = ({ estimate }: ContractsStore): number | null =>
  estimate?.at === 'ready' ? estimate.value.toMs : null
