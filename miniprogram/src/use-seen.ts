import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect } from 'react'

/**
 * Tells a store when the screen that shows it is seen, and when it is not any more. A part that
 * comes later than its page hears nothing of the page's first "show": being there is being seen.
 * The first time both may be said.
 */
export function useSeen(store: { show(): void; hide(): void }): void {
  useEffect(() => {
    store.show()
    return () => store.hide()
  }, [store])
  useDidShow(() => store.show())
  useDidHide(() => store.hide())
}
