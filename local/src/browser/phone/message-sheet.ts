import type { PhoneSetup } from '../../wallet/wallet-call'
import { element } from '../element'
import { openOverlay } from './overlay'

/**
 * The wallet's question whether the mini-program may send service messages: one line for each template.
 * Resolves with whether its owner allows them; all of them, since nobody unticks one here.
 */
export function askForMessages(
  { messageTemplates = {}, wallet }: PhoneSetup,
  templateIds: readonly string[],
): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isAllowed: boolean) => {
      overlay.close()
      resolve(isAllowed)
    }
    const allow = button('wallet-allow', '允许', 'confirm')
    const refuse = button('wallet-refuse', '拒绝', 'cancel')
    allow.addEventListener('click', () => end(true))
    refuse.addEventListener('click', () => end(false))
    const rows = templateIds.map((id) =>
      element(
        'p',
        { class: 'row' },
        element('span', {}, messageTemplates[id] ?? id),
        element('span', {}, '✓'),
      ),
    )
    const sheet = element(
      'div',
      {
        ...{ class: 'sheet', role: 'dialog', 'aria-label': '服务通知', tabindex: '-1' },
        'data-testid': 'wallet-messages',
      },
      element('p', { class: 'wallet' }, '小程序申请向您发送通知'),
      element('p', { class: 'payee' }, '每种发一次'),
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
