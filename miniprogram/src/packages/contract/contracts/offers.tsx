import type { ContractOfferView } from '@palm/shared/api/contract'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Empty } from '../../../components/empty'
import { Failure } from '../../../components/failure'
import { Icon } from '../../../components/icon'
import { SkeletonCard } from '../../../components/skeleton-card'
import { Tag } from '../../../components/tag'
import { openContractOffer } from '../../../navigation'
import type { ContractsStore } from '../../../stores/contracts-store'
import { benefitWords, countingWords, promiseWords } from '@palm/client/words/contract-terms'
import { wordsForReading } from '@palm/client/words/refusals'

/** Contracts on offer: promise and benefit. */
export const Offers = observer(function Offers({ contracts }: { contracts: ContractsStore }) {
  const { offers } = contracts
  if (offers.at === 'loading') return [1, 2].map((card) => <SkeletonCard key={card} rows={3} />)
  if (offers.at === 'refused') {
    const words = wordsForReading(offers.refusal)
    return <Failure words={words} onRetry={() => void contracts.load()} />
  }
  if (offers.value.length === 0) {
    return <Empty title='现在没有能签的合约' hint='有新的会放在这里' />
  }
  return offers.value.map((offer) => <OfferCard key={offer.templateId} offer={offer} />)
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
