import { clipboardOf } from './clipboard'

/** Missing where the page is not served securely. */
const clipboard = navigator.clipboard as Clipboard | undefined

/** The browser's own: its build has only those calls of Taro that are written out as `Taro.…`. */
export const copy = clipboardOf(
  clipboard ? { setClipboardData: ({ data }) => clipboard.writeText(data) } : {},
)
