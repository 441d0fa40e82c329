import type { ServiceNotice } from '../../wallet/wallet-call'
import { element } from '../element'

const SHOWN_MS = 8_000

/** 服务通知 of a person, oldest first. */
export async function readNotices(personaId: string): Promise<readonly ServiceNotice[]> {
  const response = await fetch(`/phone/${personaId}/wallet/notices`)
  return response.ok ? ((await response.json()) as readonly ServiceNotice[]) : []
}

/** Slides over the top of a phone's screen for a while; a tap opens the screen that it leads to. */
export function showNotice(place: HTMLElement, { lines }: ServiceNotice, onOpen: () => void): void {
  const [title = '', ...rest] = lines
  const notice = element(
    'button',
    { type: 'button', class: 'notice', 'data-testid': 'service-notice' },
    element('small', {}, '服务通知 · 掌上加油'),
    element('strong', {}, title),
    element('span', {}, rest.join(' · ')),
  )
  notice.addEventListener('click', () => {
    place.replaceChildren()
    onOpen()
  })
  place.replaceChildren(notice)
  setTimeout(() => notice.remove(), SHOWN_MS)
}
