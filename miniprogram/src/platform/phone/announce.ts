import { chimeAndShake } from './chime-and-shake'
import { taroApis } from '../taro-apis'

export const announce = chimeAndShake(taroApis)
