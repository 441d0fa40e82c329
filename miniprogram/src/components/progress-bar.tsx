import { View } from '@tarojs/components'
import './progress-bar.scss'

/** A bar that fills as something gets done; `fraction` is what is done, from 0 to 1. Not full before it is. */
export function ProgressBar({ fraction }: { readonly fraction: number }) {
  return (
    <View className='progress-bar'>
      <View className='progress-bar__done' style={{ width: `${Math.floor(100 * fraction)}%` }} />
    </View>
  )
}
