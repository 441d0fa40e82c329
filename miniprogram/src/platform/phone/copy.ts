import { taroApis } from '../taro-apis'
import { clipboardOf } from './clipboard'

export const copy = clipboardOf(taroApis)
