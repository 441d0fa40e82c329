import Taro from '@tarojs/taro'
import type { Copy } from './platform/ports'

/** Copies and says whether it worked: Alipay shows nothing itself. */
export async function copyText(copy: Copy, text: string): Promise<void> {
  const title = (await copy(text)) ? '已复制' : '没有复制成功，请手动抄写'
  void Taro.showToast({ title, icon: 'none' })
}
