import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect } from 'react'

/** Tells a store when the screen that shows it is seen, and when it is not any more. */
export function useSeen(store: { show(): void; hide(): void }): void {
  useDidShow(() => store.show())
  useDidHide(() => store.hide())
  useEffect(() => () => store.hide(), [store])
}
