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
  if (!open) return null
  return (
    <View className='sheet-layer'>
      <View className='sheet-layer__shade' catchMove onClick={onClose} />
      <View className='sheet' role='dialog' aria-modal aria-label={title}>
        <View className='sheet__head'>
          <View className='sheet__title'>{title}</View>
          <View className='sheet__close' role='button' onClick={onClose}>
            关闭
          </View>
        </View>
        {children}
      </View>
    </View>
  )
}
