import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect } from 'react'

/**
 * Notifies a store when its screen becomes visible or hidden. A part mounted after its page misses
 * the page's first show event, so mounting counts as visible; the first time both may be reported.
 */
export function useSeen(store: { show(): void; hide(): void }): void {
  useEffect(() => {
    store.show()
    return () => store.hide()
  }, [store])
  useDidShow(() => store.show())
  useDidHide(() => store.hide())
}
