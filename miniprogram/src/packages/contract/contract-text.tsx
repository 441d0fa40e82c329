import type { ContractText as Text } from '@palm/shared/api/contract'
import { View } from '@tarojs/components'
import './contract-text.scss'

/** The signed text, word for word: its hash is part of the signature. */
export function ContractText({ paragraphs }: Pick<Text, 'paragraphs'>) {
  return (
    <View className='contract-text'>
      {paragraphs.map((paragraph, index) => (
        <View className='contract-text__paragraph' key={index}>
          {paragraph}
        </View>
      ))}
    </View>
  )
}
