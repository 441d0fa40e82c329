import Taro from '@tarojs/taro'
import type { Announce } from './ports'

let chime: Taro.InnerAudioContext | null = null

/** Neither wallet can speak without a paid service: a chime and a shake call for a look. */
export const announce: Announce = () => {
  chime ??= openChime()
  chime.play()
  void Taro.vibrateLong()
}

function openChime(): Taro.InnerAudioContext {
  const context = Taro.createInnerAudioContext()
  context.src = '/assets/chime.wav'
  return context
}
