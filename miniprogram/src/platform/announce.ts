import Taro from '@tarojs/taro'
import type { Announce } from './ports'

let chime: Taro.InnerAudioContext | null = null

/** Neither wallet offers free speech synthesis: a chime and a vibration ask for attention. */
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
