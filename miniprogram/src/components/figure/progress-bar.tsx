import { View } from '@tarojs/components'
import './progress-bar.scss'

/** A progress bar; `fraction` is the completed part, from 0 to 1. Shown full only at 1. */
export function ProgressBar({ fraction }: { readonly fraction: number }) {
  return (
    <View className='progress-bar'>
      <View className='progress-bar__done' style={{ width: `${Math.floor(100 * fraction)}%` }} />
    </View>
  )
}
