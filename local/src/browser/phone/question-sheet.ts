import type { PhoneSetup } from '../../wallet/wallet-call'
import { element } from '../element'
import { openOverlay } from './overlay'

export interface OwnerQuestion {
  readonly testId: string
  readonly label: string
  readonly title: string
  readonly hint: string
  /** Permissions, a line each. */
  readonly lines?: readonly string[]
}

/** A question of the wallet, not of the mini-program, which its owner allows or refuses. */
export function askOwner(wallet: PhoneSetup['wallet'], question: OwnerQuestion): Promise<boolean> {
  const { hint, label, lines = [], testId, title } = question
  return new Promise((resolve) => {
    const end = (isAllowed: boolean) => {
      overlay.close()
      resolve(isAllowed)
    }
    const allow = button('wallet-allow', '允许', 'confirm')
    const refuse = button('wallet-refuse', '拒绝', 'cancel')
    allow.addEventListener('click', () => end(true))
    refuse.addEventListener('click', () => end(false))
    const rows = lines.map((line) =>
      element('p', { class: 'row' }, element('span', {}, line), element('span', {}, '✓')),
    )
    const sheet = element(
      'div',
      {
        ...{ class: 'sheet', role: 'dialog', 'aria-label': label, tabindex: '-1' },
        'data-testid': testId,
      },
      element('p', { class: 'wallet' }, title),
      element('p', { class: 'payee' }, hint),
      ...rows,
      allow,
      refuse,
    )
    const overlay = openOverlay(element('div', { class: `shade ${wallet}` }, sheet), () =>
      end(false),
    )
  })
}

const button = (testId: string, text: string, className: string) =>
  element('button', { type: 'button', 'data-testid': testId, class: className }, text)
