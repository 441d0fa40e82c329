import Taro from '@tarojs/taro'
import type { Storage } from '@palm/client/ports'

export const storage: Storage = {
  read: (key) => Taro.getStorageSync<unknown>(key),
  write: (key, value) => Taro.setStorageSync(key, value),
  remove: (key) => Taro.removeStorageSync(key),
}
