import { taroApis } from '../taro-apis'
import { filesOf } from './phone-files'

export const showFile = filesOf(taroApis)
