import { phoneNetwork } from './phone-network'
import { taroApis } from '../taro-apis'

export const network = phoneNetwork(taroApis)
