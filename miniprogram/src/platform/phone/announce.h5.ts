import type { Announce } from '../ports'

/** A browser may refuse sound before the first tap, and may have no voice: neither is an error. */
export const announce: Announce = (words) => {
  void new Audio('./assets/chime.wav').play().catch(() => undefined)
  window.navigator.vibrate?.(200)
  if (!('speechSynthesis' in window)) return
  const utterance = new SpeechSynthesisUtterance(words)
  utterance.lang = 'zh-CN'
  window.speechSynthesis.speak(utterance)
}
