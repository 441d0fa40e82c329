import { View } from '@tarojs/components'
import type { ReactNode } from 'react'

interface SampleProps {
  /** File of the component, without its folder. */
  readonly of: string
  /** Its states, one after the other. */
  readonly children: ReactNode
}

export function Sample({ children, of: name }: SampleProps) {
  return (
    <View className='sample' id={`sample-${name}`}>
      <View className='sample__name'>{name}</View>
      {children}
    </View>
  )
}

/** Small states beside each other. */
export const Side = ({ children }: { readonly children: ReactNode }) => (
  <View className='sample__row'>{children}</View>
)

/** A sample does nothing. */
export const nothing = (): void => undefined

export const LONG_NAME = '北京朝北石油销售有限公司望京西园四区南门综合能源加油加气充电站'
