import { View } from '@tarojs/components'
import { Icon } from '../layout/icon'
import './offline-bar.scss'

interface OfflineBarProps {
  readonly online: boolean
  /** Functions that still work without network. */
  readonly words: string
}

export function OfflineBar({ online, words }: OfflineBarProps) {
  if (online) return null
  return (
    <View className='offline-bar' role='status' id='offline'>
      <Icon name='offline' />
      <View className='offline-bar__words'>{words}</View>
    </View>
  )
}
