import { View } from '@tarojs/components'
import Taro, { useDidShow, useRouter } from '@tarojs/taro'
import { readAddress } from '../../../navigation'
import { POLICY_TEXTS } from './texts'
import './policy.scss'

/** One of the operator's texts, whole, as it is in force. */
export default function Policy() {
  const text = POLICY_TEXTS[readAddress(useRouter().params).text ?? 'privacy']
  useDidShow(() => void Taro.setNavigationBarTitle({ title: text.title }))
  return (
    <View className='page'>
      <View className='card policy'>
        <View className='policy__since'>{text.since}</View>
        {text.parts.map(({ paragraphs, title }) => (
          <View key={title}>
            <View className='policy__title'>{title}</View>
            {paragraphs.map((paragraph) => (
              <View key={paragraph} className='policy__paragraph'>
                {paragraph}
              </View>
            ))}
          </View>
        ))}
      </View>
    </View>
  )
}
