import { View } from '@tarojs/components'
import { DomainSamples } from './domain-samples'
import { FigureSamples } from './figure-samples'
import './gallery.scss'
import { InputSamples } from './input-samples'
import { LayoutSamples } from './layout-samples'
import { StateSamples } from './state-samples'

/** Every component in every state, for the eye: a page of the local stack, in no released app. */
export default function Gallery() {
  return (
    <View className='page'>
      <StateSamples />
      <FigureSamples />
      <InputSamples />
      <DomainSamples />
      <LayoutSamples />
    </View>
  )
}
