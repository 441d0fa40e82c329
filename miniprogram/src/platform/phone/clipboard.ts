import type { Copy } from '../ports'

/** The wallets' API, which may be missing or refused (WeChat asks for the user's consent first). */
export interface ClipboardApis {
  setClipboardData?(wanted: { readonly data: string }): Promise<unknown>
}

export function clipboardOf({ setClipboardData }: ClipboardApis): Copy {
  return async (text) => {
    if (!setClipboardData) return false
    try {
      await setClipboardData({ data: text })
      return true
    } catch {
      return false
    }
  }
}
