import type { ContractOfferView } from '@palm/shared/api/contract'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Empty } from '../../components/state/empty'
import { Icon } from '../../components/layout/icon'
import { Tag } from '../../components/layout/tag'
import { WhenLoaded } from '../../components/state/when-loaded'
import { openContractOffer } from '../../navigation'
import type { ContractsStore } from '../../stores/contracts-store'
import {
  benefitWords,
  countingWords,
  promiseWords,
} from '@palm/client/words/benefits/contract-terms'

/** Contracts on offer: promise and benefit. */
export const Offers = observer(function Offers({ contracts }: { contracts: ContractsStore }) {
  const { offers } = contracts
  return (
    <WhenLoaded
      loaded={offers}
      skeleton={[3, 3]}
      onRetry={() => void contracts.load()}
      isEmpty={(value) => value.length === 0}
      empty={<Empty title='现在没有能签的合约' hint='有新的会放在这里' />}
    >
      {(value) => value.map((offer) => <OfferCard key={offer.templateId} offer={offer} />)}
    </WhenLoaded>
  )
})

function OfferCard({ offer }: { readonly offer: ContractOfferView }) {
  const { refusal, templateId, title } = offer
  return (
    <View
      className='card contracts__card'
      id={`offer-${templateId.slice('contract-template:'.length)}`}
      role='link'
      onClick={() => void openContractOffer(templateId)}
    >
      <View className='contracts__words'>
        <View className='contracts__head'>
          <View className='contracts__title'>{title}</View>
          {refusal && <Tag tone='quiet' text={refusedWords(refusal.code)} />}
        </View>
        <View className='contracts__benefit'>{benefitWords(offer)}</View>
        <View className='contracts__rule'>{promiseWords(offer)}</View>
        <View className='contracts__rule'>{countingWords(offer)}</View>
      </View>
      <Icon name='next' />
    </View>
  )
}

const refusedWords = (code: NonNullable<ContractOfferView['refusal']>['code']): string =>
  ({
    'contract/open-already': '已签',
    'contract/too-many': '份数已满',
    'contract/paused': '暂时不能签',
  })[code]
