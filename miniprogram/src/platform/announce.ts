import Taro from '@tarojs/taro'
import type { Announce } from './ports'

/** Neither wallet can speak without a paid service: a chime and a shake call for a look. */
export const announce: Announce = () => {
  const chime = Taro.createInnerAudioContext()
  chime.src = '/assets/chime.wav'
  chime.onEnded(() => chime.destroy())
  chime.onError(() => chime.destroy())
  chime.play()
  void Taro.vibrateLong()
}
