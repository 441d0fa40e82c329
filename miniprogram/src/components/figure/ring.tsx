import { View } from '@tarojs/components'
import './ring.scss'

/** A countdown ring. `fraction` is the remaining part, from 0 to 1. */
export function Ring({ fraction }: { readonly fraction: number }) {
  const left = `${Math.round(360 * fraction)}deg`
  return (
    <View
      className='ring'
      style={{ backgroundImage: `conic-gradient(currentColor ${left}, transparent ${left})` }}
    >
      <View className='ring__hole' />
    </View>
  )
}
