import type { ContractOfferView } from '@palm/shared/api/contract'
import { View } from '@tarojs/components'
import { ContractText } from '../contract-text'

export function TextCard({ offer }: { readonly offer: ContractOfferView }) {
  return (
    <View className='card'>
      <View className='offer__text-head'>
        <View className='offer__text-title'>合约条款</View>
        <View className='offer__version'>第 {offer.version} 版</View>
      </View>
      <ContractText paragraphs={offer.paragraphs} />
    </View>
  )
}
