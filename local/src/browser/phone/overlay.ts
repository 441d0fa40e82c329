import { element } from '../element'
import { OVERLAY_STYLE } from './overlay-style'

/** A layer of the wallet over the mini-program, which can neither style nor read it. */
export interface Overlay {
  close(): void
}

/** Shows `content` on top; an element with a tabindex gets the focus. */
export function openOverlay(content: HTMLElement, onEscape: () => void): Overlay {
  const host = element('div', { 'data-testid': 'wallet-overlay' })
  const root = host.attachShadow({ mode: 'open' })
  root.append(element('style', {}, OVERLAY_STYLE), content)
  const onKey = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') onEscape()
  }
  document.addEventListener('keydown', onKey)
  document.documentElement.append(host)
  root.querySelector<HTMLElement>('[tabindex]')?.focus()
  return {
    close() {
      document.removeEventListener('keydown', onKey)
      host.remove()
    },
  }
}
