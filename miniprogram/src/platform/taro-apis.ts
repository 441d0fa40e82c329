import Taro from '@tarojs/taro'

/**
 * Taro hands on what the wallet has, and nothing else: the type says that anything may be missing, so
 * that nothing is called without a look.
 */
export const taroApis: Partial<typeof Taro> = Taro
