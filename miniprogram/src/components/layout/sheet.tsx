import { Popup } from '@nutui/nutui-react-taro'
import '@nutui/nutui-react-taro/dist/es/packages/popup/style/css'
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './sheet.scss'

interface SheetProps {
  readonly open: boolean
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A bottom sheet for one choice; a tap outside closes it. */
export function Sheet({ children, onClose, open, title }: SheetProps) {
  return (
    <Popup
      className='sheet-popup'
      visible={open}
      position='bottom'
      onClose={onClose}
      destroyOnClose
    >
      <View className='sheet' role='dialog' aria-modal aria-label={title}>
        <View className='sheet__head'>
          <View className='sheet__title'>{title}</View>
          <View className='sheet__close' role='button' onClick={onClose}>
            关闭
          </View>
        </View>
        {children}
      </View>
    </Popup>
  )
}
